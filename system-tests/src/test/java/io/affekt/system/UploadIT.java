package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.calls.PredictionReader;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import io.affekt.schemas.Prediction;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The upload rules of G1, bad input of G6 and the roles of G8, over HTTP against the real service. */
class UploadIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static Platform platform;
    private static byte[] recording;
    private static byte[] stereo;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.get();
        recording = Files.readAllBytes(RunningPlatform.recordings().get(0));
        stereo = Files.readAllBytes(Platform.home().resolve("demo/calls/refund.wav"));
    }

    private static HttpResponse<String> post(String query, byte[] body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        platform.ports().uri(Service.INGEST).resolve("/v1/calls" + query))
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String detail) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(response.body()).path("detail").asText()).contains(detail);
    }

    @Test
    void shouldTakeACallOnceAndRefuseAnotherContent() throws Exception {
        HttpResponse<String> first = post("?call_id=upload-1&channels=customer", recording);
        HttpResponse<String> again = post("?call_id=upload-1&channels=customer", recording);
        byte[] other = recording.clone();
        other[other.length - 1] ^= 1;

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(JSON.readTree(again.body()).path("warning").asText()).contains("stays as it was sent first");
        assertProblem(post("?call_id=upload-1&channels=customer", other), 409, "already known with another content");
        JsonNode call = JSON.readTree(first.body());
        assertThat(call.path("status").asText()).isEqualTo("complete");
        assertThat(call.path("content_sha256").asText()).hasSize(64);
        assertThat(call.path("windows").asInt()).isPositive();
    }

    @Test
    void shouldTakeAForm() throws Exception {
        String boundary = "affekt-boundary";
        byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"channels\"\r\n\r\ncustomer\r\n--"
                        + boundary + "\r\nContent-Disposition: form-data; name=\"call_id\"\r\n\r\nform-1\r\n--"
                        + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.flac\"\r\n"
                        + "Content-Type: audio/flac\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        platform.ports().uri(Service.INGEST).resolve("/v1/calls"))
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(BodyPublishers.concat(
                                        BodyPublishers.ofByteArray(head),
                                        BodyPublishers.ofByteArray(recording),
                                        BodyPublishers.ofByteArray(tail)))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(JSON.readTree(response.body()).path("call_id").asText()).isEqualTo("form-1");
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        assertProblem(post("?channels=customer", new byte[0]), 422, "empty");
        assertProblem(
                post("?channels=customer", "hello, I am text".getBytes(StandardCharsets.UTF_8)),
                422,
                "not a recording");
        assertProblem(post("?channels=customer", Arrays.copyOf(stereo, 20)), 422, "ends inside its header");
        assertProblem(post("?channels=boss", recording), 400, "not a role");
        assertProblem(post("?channels=customer&call_id=a/b", recording), 400, "call id");
        assertProblem(post("?channels=customer&emotion=bored", recording), 400, "not an emotion");
        assertProblem(post("?channels=customer&recorded_at=yesterday", recording), 400, "recorded_at");
        assertProblem(post("?channels=customer&recorded_at=2999-01-01T00:00:00Z", recording), 400, "recorded_at");
        assertProblem(post("?channels=customer", stereo), 400, "give one to each channel");
    }

    @Test
    void shouldTakeCutSoundAsFarAsItGoes() throws Exception {
        HttpResponse<String> response = post("?channels=customer,agent", Arrays.copyOf(stereo, stereo.length / 2));

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode call = JSON.readTree(response.body());
        assertThat(call.path("truncated").asBoolean()).isTrue();
        assertThat(call.path("warning").asText()).contains("promises");
    }

    @Test
    void shouldAnalyseAgentsOnlyWhereSomebodyDecidedIt() throws Exception {
        assertProblem(post("?channels=agent", recording), 400, "analysed-roles");
        assertProblem(post("", recording), 400, "analysed-roles");
        try (PredictionReader reader = new PredictionReader(platform.ports())) {
            CallSender.SentCall call = new CallSender(platform.ports())
                    .send(
                            Platform.home().resolve(Path.of("demo/calls/refund.wav")),
                            CallSender.parameters("call_id", "roles-1", "channels", "customer,agent"));

            List<Prediction> predictions = reader.await(call);

            assertThat(call.warning()).contains("channel 1 (agent) is not analysed");
            assertThat(predictions).isNotEmpty().allMatch(prediction -> prediction.getChannel() == 0);
        }
    }
}
