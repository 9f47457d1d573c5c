package io.affekt.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import io.affekt.cli.topics.Consumers;
import io.affekt.dashboard.summary.Summarizer;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.CallStatus;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Channel;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import io.affekt.system.FreePorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
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
    private static final long MOST_MEGABYTES = 800;
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
            send(Topics.CALLS, id(call), call(id(call), NOW.minusSeconds(200).plusMillis(call), 1));
            send(Topics.PREDICTIONS, id(call), window(id(call), 0, NOW));
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

    /** A complete call of one channel. */
    private static Call call(String callId, Instant received, int windows) {
        long ms = 1500L * (windows + 1);
        return Call.newBuilder()
                .setCallId(callId)
                .setSource("upload")
                .setReceivedAt(received)
                .setCompletedAt(received.plusSeconds(1))
                .setChannels(List.of(new Channel(0, ChannelRole.customer, true)))
                .setSampleRateHz(8000)
                .setSamples(8 * ms)
                .setDurationMs(ms)
                .setStatus(CallStatus.complete)
                .setTruncated(false)
                .setContentSha256("")
                .build();
    }

    private static Prediction window(String callId, int index, Instant recorded) {
        Emotion emotion = Emotion.values()[Math.floorMod(callId.hashCode() + index, Emotion.values().length)];
        Instant at = recorded.plusMillis(1500L * index);
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
        long resident = residentMegabytes(platform.process(Service.DASHBOARD).pid());
        System.out.printf("resident %d MB%n", resident);
        assertThat(resident).as("with what is outside of the heap").isLessThan(MOST_MEGABYTES);

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

    /** 0 where the system does not say. */
    private static long residentMegabytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    private static Set<String> listed(RestClient dashboard) throws InterruptedException {
        Set<String> listed = new HashSet<>();
        String before = "load-999999";
        String cursor = "";
        while (true) {
            JsonNode page = dashboard.get("/v1/calls?limit=500" + cursor);
            for (JsonNode call : page.path("calls")) {
                String id = call.path("call_id").asText();
                if (!id.startsWith("load-")) {
                    continue;
                }
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
                    send(Topics.PREDICTIONS, callId, window(callId, 1 + number / ACTIVE, NOW));
                },
                0,
                TimeUnit.SECONDS.toMicros(1) / UPDATES_PER_SECOND,
                TimeUnit.MICROSECONDS);
        await().atMost(Duration.ofSeconds(2 * SECONDS)).until(() -> sent.get() >= UPDATES_PER_SECOND * SECONDS);
        clock.shutdown();
        assertThat(clock.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        producer.flush();
    }

    @Test
    void shouldSummariseRightThroughAKillAndReplays() throws Exception {
        // given: a thousand calls of a few windows each, in any order
        Random random = new Random(7);
        Map<String, Call> calls = new HashMap<>();
        Map<String, List<Prediction>> windows = new HashMap<>();
        List<Prediction> all = new ArrayList<>();
        Instant before = NOW.minus(Duration.ofDays(2));
        for (int c = 0; c < 1000; c++) {
            String id = "restart-%04d".formatted(c);
            int count = 1 + random.nextInt(4);
            calls.put(id, call(id, before, count));
            for (int w = 0; w < count; w++) {
                Prediction window = window(id, w, before);
                windows.computeIfAbsent(id, key -> new ArrayList<>()).add(window);
                all.add(window);
            }
        }
        Collections.shuffle(all, random);

        // when: the service is killed in the middle, and everything comes twice more
        calls.forEach((id, call) -> send(Topics.CALLS, id, call));
        all.subList(0, all.size() / 2).forEach(window -> send(Topics.PREDICTIONS, window.getCallId(), window));
        producer.flush();
        platform.process(Service.DASHBOARD).kill();
        platform.start(Service.DASHBOARD);
        for (int time = 0; time < 3; time++) {
            all.forEach(window -> send(Topics.PREDICTIONS, window.getCallId(), window));
        }
        producer.flush();
        platform.awaitReady(Service.DASHBOARD);

        // then
        await("every summary is that of a plain recomputation")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> {
                    Map<String, CallSummary> newest = newest();
                    assertThat(newest).hasSize(1000);
                    newest.forEach((id, summary) -> assertThat(summary)
                            .isEqualTo(
                                    Summarizer.summarize(id, calls.get(id), windows.get(id), summary.getUpdatedAt())));
                });
    }

    /** The newest summary of each of those calls. */
    private static Map<String, CallSummary> newest() {
        Map<String, CallSummary> newest = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                Consumers.of(platform.ports(), Topics.CALL_SUMMARIES.name(), true)) {
            Map<TopicPartition, Long> end = consumer.endOffsets(consumer.assignment());
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().startsWith("restart-")) {
                        newest.put(record.key(), Topics.CALL_SUMMARIES.serde().deserialize("", record.value()));
                    }
                });
            }
        }
        return newest;
    }
}
