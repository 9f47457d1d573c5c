package io.affekt.dashboard.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallStatus;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Channel;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.RoleSummary;
import io.affekt.schemas.Segment;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTopologyTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final int CALLS = 200;
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final String CALL = "call-1";

    @TempDir
    Path stateDir;

    private int unreadable;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> calls;
    private TestInputTopic<byte[], byte[]> predictions;
    private TestOutputTopic<byte[], byte[]> summaries;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                SummaryTopology.build(new SummarySettings(EVERY, Duration.ofHours(2), List.of()), () -> unreadable++),
                properties,
                NOON);
        ByteArraySerializer write = new ByteArraySerializer();
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        calls = driver.createInputTopic(Topics.CALLS.name(), write, write);
        predictions = driver.createInputTopic(Topics.PREDICTIONS.name(), write, write);
        summaries = driver.createOutputTopic(Topics.CALL_SUMMARIES.name(), read, read);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    static Call call(String id, long seconds, CallStatus status, ChannelRole... roles) {
        List<Channel> channels = new ArrayList<>();
        for (int c = 0; c < roles.length; c++) {
            channels.add(new Channel(c, roles[c], true));
        }
        boolean complete = status == CallStatus.complete;
        return Call.newBuilder()
                .setCallId(id)
                .setSource("upload")
                .setReceivedAt(NOON)
                .setChannels(channels)
                .setSampleRateHz(8000)
                .setSamples(complete ? 8000 * seconds : null)
                .setDurationMs(complete ? 1000 * seconds : null)
                .setStatus(status)
                .setTruncated(false)
                .setContentSha256("")
                .build();
    }

    /** A prediction, of an emotion or of none with a reason. */
    static Prediction prediction(
            String id, int channel, int window, @Nullable Emotion emotion, @Nullable AbstainReason reason) {
        Prediction.Builder prediction = Prediction.newBuilder()
                .setPredictionId(id + "/" + channel + "/" + window)
                .setCallId(id)
                .setChannel(channel)
                .setRole(channel == 0 ? ChannelRole.customer : ChannelRole.agent)
                .setWindowIndex(window)
                .setStartMs(1500L * window)
                .setEndMs(1500L * window + 3000)
                .setRecordedAt(NOON.plusMillis(1500L * window))
                .setProducedAt(NOON.plusSeconds(10))
                .setEmotion(emotion)
                .setAbstainReason(reason)
                .setSpeechRatio(emotion == null ? 0f : 0.5f)
                .setModelName("emotion")
                .setModelVersion(1)
                .setFeatureSpecification("spec");
        if (emotion != null) {
            prediction
                    .setConfidence(0.8f)
                    .setPNeutral(0.2f)
                    .setPCalm(0f)
                    .setPHappy(emotion == Emotion.happy ? 0.8f : 0f)
                    .setPSad(emotion == Emotion.sad ? 0.8f : 0f)
                    .setPAngry(emotion == Emotion.angry ? 0.8f : 0f)
                    .setPFearful(0f)
                    .setPDisgust(0f)
                    .setPSurprised(0f);
        }
        return prediction.build();
    }

    private void send(Call call) {
        calls.pipeInput(bytes(call.getCallId()), Topics.CALLS.serde().serialize("", call));
    }

    private void send(Prediction prediction) {
        predictions.pipeInput(
                bytes(prediction.getCallId()), Topics.PREDICTIONS.serde().serialize("", prediction));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lets the time come at which summaries are made; gives the newest of each call. */
    private Map<String, CallSummary> summaries() {
        Map<String, CallSummary> newest = new LinkedHashMap<>();
        do {
            driver.advanceWallClockTime(EVERY);
            for (KeyValue<byte[], byte[]> record : summaries.readKeyValuesToList()) {
                String key = new String(record.key, StandardCharsets.UTF_8);
                newest.put(key, Topics.CALL_SUMMARIES.serde().deserialize("", record.value));
            }
        } while (driver.getKeyValueStore(SummaryProcessor.CHANGED).all().hasNext());
        return newest;
    }

    @Test
    void shouldSayHowACallWent() {
        // 15 s: nine windows. Happy, then a doubt, then angry to the end but for a silence.
        send(call(CALL, 15, CallStatus.complete, ChannelRole.customer));
        for (int window = 0; window < 9; window++) {
            AbstainReason reason =
                    window == 3 ? AbstainReason.low_confidence : window == 6 ? AbstainReason.no_speech : null;
            Emotion emotion = window == 6 ? null : window < 3 ? Emotion.happy : Emotion.angry;
            send(prediction(CALL, 0, window, emotion, reason));
        }

        CallSummary summary = summaries().get(CALL);

        assertThat(summary.getComplete()).isTrue();
        assertThat(summary.getWindowsExpected()).isEqualTo(9);
        RoleSummary customer = summary.getRoles().get(0);
        assertThat(customer.getWindows()).isEqualTo(9);
        assertThat(customer.getSilentWindows()).isEqualTo(1);
        assertThat(customer.getAbstainedWindows()).isEqualTo(1);
        assertThat(customer.getShare()).containsOnlyKeys("happy", "angry");
        assertThat(customer.getShare().get("happy")).isCloseTo(3.0 / 7, within(1e-9));
        assertThat(customer.getShareStart()).isEqualTo(Map.of("happy", 1.0));
        assertThat(customer.getShareEnd()).isEqualTo(Map.of("angry", 1.0));
        assertThat(customer.getTrend()).isCloseTo(-1.6, within(1e-6));
        assertThat(summary.getTrendFormula()).contains("last third less that of the first");
        // From window 4 at 6 s to the end of window 8 at 15 s: the silence does not break it.
        assertThat(customer.getLongestNegativeMs()).isEqualTo(9000);
        assertThat(customer.getSegments())
                .containsExactly(
                        new Segment(0L, 6000L, Emotion.happy),
                        new Segment(6000L, 10_500L, Emotion.angry),
                        new Segment(10_500L, 15_000L, Emotion.angry));
    }

    @Test
    void shouldWeightByTheSpeechThatAWindowHolds() {
        Prediction much = Prediction.newBuilder(prediction(CALL, 0, 0, Emotion.sad, null))
                .setSpeechRatio(0.9f)
                .build();
        Prediction little = Prediction.newBuilder(prediction(CALL, 0, 1, Emotion.happy, null))
                .setSpeechRatio(0.1f)
                .build();
        send(much);
        send(little);

        CallSummary summary = summaries().get(CALL);

        assertThat(summary.getRoles().get(0).getShare().get("sad")).isCloseTo(0.9, within(1e-6));
        assertThat(summary.getComplete()).as("nothing is known of the call").isFalse();
        assertThat(summary.getWindowsExpected()).isNull();
    }

    @Test
    void shouldKeepRolesApart() {
        send(prediction(CALL, 0, 0, Emotion.sad, null));
        send(prediction(CALL, 1, 0, Emotion.happy, null));

        assertThat(summaries().get(CALL).getRoles())
                .extracting(
                        RoleSummary::getRole,
                        role -> role.getShare().keySet().iterator().next())
                .containsExactlyInAnyOrder(tuple(ChannelRole.customer, "sad"), tuple(ChannelRole.agent, "happy"));
    }

    @Test
    void shouldBeCompleteOnlyWithEveryWindowOfEveryChannel() {
        send(call(CALL, 4, CallStatus.receiving, ChannelRole.customer, ChannelRole.agent));
        for (int window = 0; window < 2; window++) {
            send(prediction(CALL, 0, window, Emotion.sad, null));
        }
        send(prediction(CALL, 1, 0, Emotion.sad, null));
        assertThat(summaries().get(CALL).getComplete()).isFalse();

        send(call(CALL, 4, CallStatus.complete, ChannelRole.customer, ChannelRole.agent));
        assertThat(summaries().get(CALL).getComplete())
                .as("one window is missing")
                .isFalse();

        send(prediction(CALL, 1, 1, Emotion.sad, null));
        assertThat(summaries().get(CALL).getComplete()).isTrue();
    }

    @Test
    void shouldGiveTheSameWhateverTheOrderAndHoweverOften() {
        Random random = new Random(7);
        Map<String, List<Prediction>> windows = new HashMap<>();
        Map<String, Call> known = new HashMap<>();
        List<Prediction> all = new ArrayList<>();
        for (int c = 0; c < CALLS; c++) {
            String id = "call-" + c;
            int count = 1 + random.nextInt(4);
            known.put(id, call(id, 3 + 3 * count / 2, CallStatus.complete, ChannelRole.customer));
            for (int window = 0; window < count; window++) {
                AbstainReason reason = random.nextInt(4) > 0
                        ? null
                        : AbstainReason.values()[random.nextInt(AbstainReason.values().length)];
                boolean without = reason != null && reason != AbstainReason.low_confidence;
                Emotion emotion = without ? null : Emotion.values()[random.nextInt(Emotion.values().length)];
                Prediction prediction = prediction(id, 0, window, emotion, reason);
                windows.computeIfAbsent(id, key -> new ArrayList<>()).add(prediction);
                all.add(prediction);
            }
        }
        known.values().forEach(this::send);
        Collections.shuffle(all, random);
        all.subList(0, all.size() / 2).forEach(this::send);
        Map<String, CallSummary> newest = new HashMap<>(summaries());
        all.forEach(this::send);
        newest.putAll(summaries());

        assertThat(newest).hasSize(CALLS);
        newest.forEach((id, summary) -> assertThat(summary)
                .isEqualTo(Summarizer.summarize(id, known.get(id), windows.get(id), summary.getUpdatedAt())));
        Collections.shuffle(all, random);
        all.forEach(this::send);
        assertThat(summaries()).as("nothing is new").isEmpty();
    }

    @Test
    void shouldLetANewerPredictionTakeThePlaceOfAnOlder() {
        Prediction old = prediction(CALL, 0, 0, Emotion.sad, null);
        Prediction again = Prediction.newBuilder(prediction(CALL, 0, 0, Emotion.happy, null))
                .setProducedAt(old.getProducedAt().plusSeconds(60))
                .build();
        send(again);
        send(old);

        assertThat(summaries().get(CALL).getRoles().get(0).getShare()).containsOnlyKeys("happy");
    }

    @Test
    void shouldForgetACallThatIsDeletedOrOld() {
        send(call(CALL, 3, CallStatus.complete, ChannelRole.customer));
        send(prediction(CALL, 0, 0, Emotion.sad, null));
        assertThat(summaries()).containsKey(CALL);

        calls.pipeInput(bytes(CALL), (byte[]) null);

        assertThat(summaries()).containsEntry(CALL, null);
        assertThat(driver.getKeyValueStore(SummaryProcessor.WINDOWS).all().hasNext())
                .isFalse();
        send(prediction(CALL, 0, 1, Emotion.sad, null));
        assertThat(summaries()).as("what comes late brings it not back").isEmpty();
        assertThat(driver.getKeyValueStore(SummaryProcessor.MIX).all().hasNext())
                .isFalse();
        send(prediction("call-2", 0, 0, Emotion.sad, null));
        summaries();
        driver.advanceWallClockTime(Duration.ofHours(3));
        for (String store : List.of(SummaryProcessor.MIX, SummaryProcessor.DELETED)) {
            assertThat(driver.getKeyValueStore(store).all().hasNext()).as(store).isFalse();
        }
        assertThat(driver.getKeyValueStore(SummaryProcessor.WINDOWS).all().hasNext())
                .isFalse();
        assertThat(driver.getKeyValueStore(SummaryProcessor.SUMMARIES).all().hasNext())
                .isFalse();
    }

    @Test
    void shouldGoOnBehindWhatCannotBeRead() {
        predictions.pipeInput(bytes(CALL), new byte[] {1, 2, 3});
        calls.pipeInput(bytes(CALL), new byte[] {9});
        send(prediction(CALL, 0, 0, Emotion.sad, null));

        assertThat(summaries()).containsOnlyKeys(CALL);
        assertThat(unreadable).isEqualTo(2);
    }
}
