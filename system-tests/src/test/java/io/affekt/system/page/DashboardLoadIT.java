package io.affekt.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.CallStatus;
import io.affekt.schemas.Channel;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import io.affekt.system.FreePorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many calls, and many updates: the page stays quick, the service small. */
@Tag("faults")
class DashboardLoadIT {

    private static final int CALLS = 100_000;
    private static final int UPDATES_PER_SECOND = 200;
    private static final int SECONDS = 20;
    private static final int ACTIVE = 100;
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private static Platform platform;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        Path data = Files.createDirectories(Path.of("target", "platform"));
        platform = Platform.start(Files.createTempDirectory(data, "load"), new Ports(FreePorts.base()));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.ports().bootstrapServers(), "linger.ms", 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        for (int call = 0; call < CALLS; call++) {
            send(Topics.CALLS, id(call), call(call));
            send(Topics.PREDICTIONS, id(call), window(id(call), 0));
        }
        producer.flush();
    }

    @AfterAll
    static void end() {
        if (producer != null) {
            producer.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    private static String id(int call) {
        return "load-%06d".formatted(call);
    }

    private static <V extends SpecificRecord> void send(Topic<V> topic, String callId, V value) {
        producer.send(new ProducerRecord<>(
                topic.name(),
                CallIdPartitioner.partitionOf(callId, topic.partitions()),
                callId.getBytes(StandardCharsets.UTF_8),
                topic.serde().serialize(topic.name(), value)));
    }

    /** A complete call of 3 s, one millisecond after the one before. */
    private static Call call(int number) {
        return Call.newBuilder()
                .setCallId(id(number))
                .setSource("upload")
                .setReceivedAt(NOW.minusSeconds(200).plusMillis(number))
                .setCompletedAt(NOW)
                .setChannels(List.of(new Channel(0, ChannelRole.customer, true)))
                .setSampleRateHz(8000)
                .setSamples(24_000L)
                .setDurationMs(3000L)
                .setStatus(CallStatus.complete)
                .setTruncated(false)
                .setContentSha256("")
                .build();
    }

    private static Prediction window(String callId, int index) {
        Emotion emotion = Emotion.values()[Math.floorMod(callId.hashCode() + index, Emotion.values().length)];
        Instant at = NOW.plusMillis(1500L * index);
        return Prediction.newBuilder()
                .setPredictionId(Keys.window(callId, 0, index))
                .setCallId(callId)
                .setChannel(0)
                .setRole(ChannelRole.customer)
                .setWindowIndex(index)
                .setStartMs(1500L * index)
                .setEndMs(1500L * index + 3000)
                .setRecordedAt(at)
                .setProducedAt(at)
                .setEmotion(emotion)
                .setConfidence(0.8f)
                .setPNeutral(0.1f)
                .setPCalm(0.1f)
                .setPHappy(0.1f)
                .setPSad(0.1f)
                .setPAngry(0.1f)
                .setPFearful(0.1f)
                .setPDisgust(0.2f)
                .setPSurprised(0.2f)
                .setSpeechRatio(1f)
                .setModelName("emotion")
                .setModelVersion(1)
                .setFeatureSpecification("mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney")
                .build();
    }

    @Test
    void shouldListAHundredThousandCallsInLittleMemoryAndStayQuick() throws Exception {
        RestClient dashboard = new RestClient(platform.ports().uri(Service.DASHBOARD));
        await("all are summarised")
                .atMost(Duration.ofMinutes(10))
                .until(() -> dashboard.get("/v1/summary").findValues("windows").stream()
                                .mapToLong(JsonNode::asLong)
                                .sum()
                        == CALLS);

        // The list, to its end: every call once, the newest first.
        await("all are listed")
                .atMost(Duration.ofMinutes(10))
                .until(() -> listed(dashboard).size() == CALLS);
        assertThat(platform.process(Service.DASHBOARD).isAlive()).isTrue();

        Assumptions.assumeTrue(
                Browser.found(),
                "The page was not tested: Debian's packages chromium and chromium-driver are not installed here");
        try (Browser browser = new Browser(platform.ports().uri(Service.DASHBOARD))) {
            browser.open("/");
            browser.see("tbody tr");
            int firstContent =
                    browser.number("return performance.getEntriesByName('first-contentful-paint')[0].startTime");
            browser.run("window.longTasks = []; new PerformanceObserver(list => list.getEntries().forEach(entry =>"
                    + " window.longTasks.push(entry.duration))).observe({type: 'longtask'});"
                    + "window.updates = 0; new EventSource('v1/stream').addEventListener('prediction', () =>"
                    + " window.updates++)");

            sendUpdates();
            await("the updates arrive")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> browser.number("return window.updates") > UPDATES_PER_SECOND * SECONDS * 0.9);

            int longest = browser.number("return Math.max(0, ...window.longTasks)");
            System.out.printf("first content %d ms, longest task %d ms%n", firstContent, longest);
            browser.see("tbody tr [data-name=Progress]", "2 windows");
            assertThat(firstContent).isLessThan(1000);
            assertThat(longest).isLessThanOrEqualTo(100);
        }
    }

    private static Set<String> listed(RestClient dashboard) throws InterruptedException {
        Set<String> listed = new HashSet<>();
        String before = "load-999999";
        String cursor = "";
        while (true) {
            JsonNode page = dashboard.get("/v1/calls?limit=500" + cursor);
            for (JsonNode call : page.path("calls")) {
                String id = call.path("call_id").asText();
                assertThat(id).isLessThan(before);
                before = id;
                listed.add(id);
            }
            if (page.path("next").isNull()) {
                return listed;
            }
            cursor = "&cursor=" + page.path("next").asText();
        }
    }

    /** So many windows a second, of calls that are on the page. */
    private static void sendUpdates() throws InterruptedException {
        AtomicInteger sent = new AtomicInteger();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(
                () -> {
                    int number = sent.getAndIncrement();
                    String callId = id(CALLS - 1 - number % ACTIVE);
                    send(Topics.PREDICTIONS, callId, window(callId, 1 + number / ACTIVE));
                },
                0,
                TimeUnit.SECONDS.toMicros(1) / UPDATES_PER_SECOND,
                TimeUnit.MICROSECONDS);
        await().atMost(Duration.ofSeconds(2 * SECONDS)).until(() -> sent.get() >= UPDATES_PER_SECOND * SECONDS);
        clock.shutdown();
        assertThat(clock.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        producer.flush();
    }
}
