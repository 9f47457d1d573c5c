package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import io.affekt.cli.topics.Consumers;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What programs read of calls: REST and the live stream, against the real service. */
class DashboardIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Platform platform;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.get();
    }

    private static HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(platform.ports().uri(Service.DASHBOARD).resolve(path))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path, "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static void upload(String callId, Path recording) throws InterruptedException {
        new CallSender(platform.ports())
                .send(recording, CallSender.parameters("call_id", callId, "channels", "customer"));
    }

    private static JsonNode awaitComplete(String callId) {
        String path = "/v1/calls/" + callId;
        await(callId)
                .atMost(Duration.ofSeconds(60))
                .until(() -> get(path, "application/json").statusCode() == 200
                        && json(path).path("complete").asBoolean());
        try {
            return json(path);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.path(field).asText()));
        return texts;
    }

    @Test
    void shouldTellHowACallWentAsSoonAsItIsPredicted() throws Exception {
        Path recording = Platform.home().resolve("demo/calls/parcel.flac");
        upload("dashboard-1", recording);

        JsonNode call = awaitComplete("dashboard-1");

        List<String> expected = RunningPlatform.expectedPredictions("dashboard-1", recording);
        assertThat(call.path("windows").asInt()).isEqualTo(expected.size());
        assertThat(call.path("windows_expected").asInt()).isEqualTo(expected.size());
        assertThat(call.path("status").asText()).isEqualTo("complete");
        assertThat(call.path("roles").get(0).path("role").asText()).isEqualTo("customer");
        assertThat(call.path("roles").get(0).path("share").size()).isPositive();
        assertThat(call.path("trend_formula").asText()).contains("valence");
        JsonNode timeline = json("/v1/calls/dashboard-1/timeline");
        assertThat(texts(timeline, "prediction_id")).isEqualTo(expected);
        assertThat(timeline.get(0).path("model_name").asText()).isEqualTo("emotion");
        String csv = get("/v1/calls/dashboard-1/timeline", "text/csv").body();
        assertThat(csv.lines()).hasSize(expected.size() + 1);
        assertThat(csv).startsWith("prediction_id,call_id,channel,role,window_index,start_ms");
        assertThat(get("/v1/calls/dashboard-1/timeline", "application/x-ndjson")
                        .body()
                        .lines())
                .hasSize(expected.size())
                .allSatisfy(line ->
                        assertThat(JSON.readTree(line).path("call_id").asText()).isEqualTo("dashboard-1"));
        JsonNode mix = json("/v1/summary");
        assertThat(texts(mix, "role")).contains("customer");
        assertThat(get("/v1/summary", "text/csv").body()).startsWith("hour,role,model,outcome,windows,speech_ms");
    }

    @Test
    void shouldListCallsPageByPageTheNewestFirst() throws Exception {
        Path recording = RunningPlatform.recordings().get(0);
        for (int call = 0; call < 5; call++) {
            upload("paged-" + call, recording);
        }
        for (int call = 0; call < 5; call++) {
            awaitComplete("paged-" + call);
        }

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json("/v1/calls?limit=2" + cursor);
            assertThat(page.path("calls").size()).isLessThanOrEqualTo(2);
            listed.addAll(texts(page.path("calls"), "call_id"));
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asText();
        } while (cursor != null);

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(listed.stream().filter(call -> call.startsWith("paged-")))
                .containsExactly("paged-4", "paged-3", "paged-2", "paged-1", "paged-0");
    }

    @Test
    void shouldStreamWhatHappens() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        var stream = HTTP.sendAsync(
                HttpRequest.newBuilder(platform.ports().uri(Service.DASHBOARD).resolve("/v1/stream?call_id=streamed-1"))
                        .build(),
                BodyHandlers.fromLineSubscriber(new Lines(lines)));
        try {
            // The answer's head comes with the first event: the call that is sent until it is there.
            upload("streamed-1", RunningPlatform.recordings().get(0));

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.copyOf(lines).containsAll(List.of("event:prediction", "event:summary")));
            assertThat(List.copyOf(lines).stream().filter(line -> line.contains("call_id")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("streamed-1"));
        } finally {
            stream.cancel(true);
        }
    }

    /** Collects the lines of an answer that does not end. */
    private record Lines(BlockingQueue<String> lines) implements Flow.Subscriber<String> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            lines.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            lines.add("failed: " + failure);
        }

        @Override
        public void onComplete() {
            lines.add("ended");
        }
    }

    @Test
    void shouldMakeALabelledWindowOfWhatAPersonSays() throws Exception {
        upload("labelled-1", Platform.home().resolve("demo/calls/parcel.flac"));
        awaitComplete("labelled-1");
        String body = "{\"channel\":0,\"start_ms\":0,\"end_ms\":3000,\"annotator\":\"ann\",\"emotion\":\"%s\"}";

        assertThat(label("labelled-1", body.formatted("happy")).statusCode()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(60)).until(() -> labelled("labelled-1/0/0/none") == Emotion.happy);
        HttpResponse<String> withdrawn = HTTP.send(
                HttpRequest.newBuilder(platform.ports()
                                .uri(Service.DASHBOARD)
                                .resolve("/v1/calls/labelled-1/labels?channel=0&start_ms=0&end_ms=3000&annotator=ann"))
                        .DELETE()
                        .build(),
                BodyHandlers.ofString());
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> labelled("labelled-1/0/0/none") == null);
        HttpResponse<String> unknown = label("labelled-1", body.formatted("bored"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("'bored' is not an emotion");
        HttpResponse<String> noObject = label("labelled-1", "[]");
        assertThat(noObject.statusCode()).isEqualTo(400);
        assertThat(noObject.body()).contains("not the shape of /q/openapi");
        assertThat(label("labelled-1", "{bad").body()).contains("Unexpected character");
        assertThat(label("nobody", body.formatted("sad")).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> label(String callId, String body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(
                                platform.ports().uri(Service.DASHBOARD).resolve("/v1/calls/" + callId + "/labels"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** What a window of {@code labeled-features} says; null if it is not there. */
    private static @Nullable Emotion labelled(String key) {
        Emotion[] said = {null};
        try (KafkaConsumer<String, byte[]> consumer =
                Consumers.of(platform.ports(), Topics.LABELED_FEATURES.name(), true)) {
            Map<TopicPartition, Long> end = consumer.endOffsets(consumer.assignment());
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(key)) {
                        LabeledFeatures features =
                                Topics.LABELED_FEATURES.serde().deserialize("", record.value());
                        said[0] = features == null ? null : features.getEmotion();
                    }
                });
            }
        }
        return said[0];
    }

    @Test
    void shouldSayWhatIsWrongWithAQuestion() throws Exception {
        assertProblem("/v1/calls/nobody", 404, "There is no call nobody");
        assertProblem("/v1/calls/nobody/timeline", 404, "There is no call nobody");
        assertProblem("/v1/calls?limit=0", 400, "limit must be from 1 to 500, not 0");
        assertProblem("/v1/calls?cursor=%25", 400, "the cursor is not one that a page has named");
        assertProblem("/v1/summary?from=yesterday", 400, "from must be a time such as");
        assertProblem("/v1/summary?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "from must be before to");
    }

    private static void assertProblem(String path, int status, String detail) throws Exception {
        HttpResponse<String> response = get(path, "application/json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(response.body()).path("detail").asText()).contains(detail);
    }

    @Test
    void shouldDescribeItsAnswersByExamples() throws Exception {
        upload("described", Platform.home().resolve("demo/calls/parcel.flac"));
        awaitComplete("described");
        JsonNode paths = JSON.readTree(
                        get("/q/openapi?format=json", "application/json").body())
                .path("paths");

        for (String path : List.of(
                "/v1/calls",
                "/v1/calls/{id}",
                "/v1/calls/{id}/summary",
                "/v1/calls/{id}/timeline",
                "/v1/summary",
                "/v1/platform")) {
            JsonNode example = paths.path(path)
                    .path("get")
                    .path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json")
                    .path("example");
            assertThat(fields(example))
                    .as(path)
                    .isNotEmpty()
                    .isEqualTo(fields(json(path.replace("{id}", "described"))));
        }
    }

    /** The names of an object's fields, or of those of a list's first object. */
    private static List<String> fields(JsonNode answer) {
        List<String> names = new ArrayList<>();
        (answer.isArray() ? answer.path(0) : answer).fieldNames().forEachRemaining(names::add);
        return names;
    }
}
