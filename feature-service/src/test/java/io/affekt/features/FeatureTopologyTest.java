package io.affekt.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.MfccExtractor;
import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTopologyTest {

    private static final FeatureSettings SETTINGS = new FeatureSettings(
            List.of(FeatureSpecification.DEFAULT),
            List.of(Augmentation.parse("speed-1.05"), Augmentation.parse("telephone")),
            Duration.ofMinutes(10),
            Duration.ofHours(48),
            100);

    @TempDir
    Path stateDir;

    /** The records of audio-chunks, by offset; null where retention has taken one. */
    private final List<byte[]> topic = new ArrayList<>();

    private final LastChunks lastChunks = new LastChunks(
            new ChunkLog() {
                @Override
                public byte[] read(int partition, long offset) {
                    return topic.get((int) offset);
                }

                @Override
                public void readAll(int partition, NavigableSet<Long> offsets, Reader reader) {
                    offsets.forEach(offset -> reader.take(offset, topic.get(offset.intValue())));
                }

                @Override
                public void close() {}
            },
            2);

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> chunks;
    private TestOutputTopic<String, MfccVector> vectors;
    private TestOutputTopic<String, LabeledFeatures> labeled;
    private TestOutputTopic<String, byte[]> deadLetters;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                FeatureTopology.build(SETTINGS, lastChunks, new FeatureMetrics(metrics)),
                properties,
                Instant.ofEpochMilli(1_000_000));
        chunks = driver.createInputTopic("audio-chunks", new StringSerializer(), new ByteArraySerializer());
        vectors = driver.createOutputTopic("mfcc-vectors", new StringDeserializer(), Topics.MFCC_VECTORS.serde());
        labeled =
                driver.createOutputTopic("labeled-features", new StringDeserializer(), Topics.LABELED_FEATURES.serde());
        deadLetters = driver.createOutputTopic("dead-letters", new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    /** Syllables of 0.25 s: harmonics of a gliding pitch through a resonance that wanders. */
    private static float[] speech(int samples) {
        float[] speech = new float[samples];
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double t = (double) i / Windows.SAMPLE_RATE;
            double pitch = 140 + 30 * Math.sin(2 * Math.PI * 1.3 * t);
            double resonance = 900 + 600 * Math.sin(2 * Math.PI * 2.3 * t);
            phase += 2 * Math.PI * pitch / Windows.SAMPLE_RATE;
            double sum = 0;
            for (int n = 1; n <= 20; n++) {
                double away = (n * pitch - resonance) / 250;
                sum += Math.sin(n * phase) * (1.0 / n + 1 / (1 + away * away));
            }
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t) + 0.5);
            speech[i] = Pcm16.fromFloat((float) (0.05 * syllable * sum)) / 32768f;
        }
        return speech;
    }

    private static AudioChunk.Builder chunk(float[] call, int sequence) {
        int from = sequence * Windows.CHUNK_SAMPLES;
        int count = Math.min(Windows.CHUNK_SAMPLES, call.length - from);
        return AudioChunk.newBuilder()
                .setCallId("call")
                .setChannel(0)
                .setRole(ChannelRole.customer)
                .setSequence(sequence)
                .setContentSha256("aa")
                .setRecordedAt(Instant.ofEpochMilli(5000))
                .setSamples(Pcm16.encode(call, from, count))
                .setLast(from + count == call.length);
    }

    private void send(AudioChunk.Builder chunk) {
        AudioChunk built = chunk.build();
        pipe(built.getCallId(), Topics.AUDIO_CHUNKS.serde().serialize("audio-chunks", built));
    }

    private void pipe(String key, byte[] value) {
        topic.add(value);
        chunks.pipeInput(key, value);
    }

    @Test
    void shouldTellHowLongChunksHaveWaited() {
        Instant now = Instant.ofEpochMilli(1_000_000);
        byte[] chunk = Topics.AUDIO_CHUNKS
                .serde()
                .serialize(
                        "audio-chunks", chunk(speech(Windows.CHUNK_SAMPLES), 0).build());
        topic.add(chunk);
        topic.add(chunk);

        chunks.pipeInput("call", chunk, now.minusMillis(250));
        chunks.pipeInput("call", chunk, Instant.now().plus(Duration.ofDays(36_500)));

        Timer waited =
                metrics.get("affekt.stage.latency").tag("stage", "features").timer();
        assertThat(waited.count()).isEqualTo(2);
        assertThat(waited.totalTime(TimeUnit.MILLISECONDS))
                .as("a record of the future has not waited")
                .isEqualTo(250);
    }

    private void sendAll(float[] call) {
        for (int n = 0; n * Windows.CHUNK_SAMPLES < call.length; n++) {
            send(chunk(call, n));
        }
    }

    @Test
    void shouldGiveTheWindowsOfTheWholeRecording() {
        float[] call = speech(3 * Windows.CHUNK_SAMPLES + 1000);

        sendAll(call);

        List<MfccVector> windows = vectors.readValuesToList();
        float[][] cut = Windows.cut(call);
        assertThat(windows).hasSize(3).hasSize(cut.length);
        MfccExtractor mfcc = MfccExtractor.of(List.of(FeatureSpecification.DEFAULT));
        for (int k = 0; k < cut.length; k++) {
            MfccVector window = windows.get(k);
            assertThat(window.getWindowIndex()).isEqualTo(k);
            assertThat(window.getStartMs()).isEqualTo(1500L * k);
            assertThat(window.getEndMs()).isEqualTo(1500L * k + cut[k].length / 16);
            assertThat(window.getRecordedAt()).isEqualTo(Instant.ofEpochMilli(5000 + 1500L * k));
            assertThat(window.getAbstainReason()).isNull();
            assertThat(window.getFeatures().get(0).getMatrix())
                    .isEqualTo(Matrices.encode(mfcc.extract(List.of(cut[k]))[0][0]));
        }
    }

    @Test
    void shouldMakeAShortCallOneWindow() {
        sendAll(speech(5000));

        assertThat(vectors.readValuesToList()).singleElement().satisfies(window -> {
            assertThat(window.getEndMs()).isEqualTo(312);
            assertThat(window.getFeatures()).hasSize(1);
        });
    }

    @Test
    void shouldAbstainOnSilence() {
        sendAll(new float[Windows.WINDOW_SAMPLES]);

        MfccVector window = vectors.readValue();
        assertThat(window.getAbstainReason()).isEqualTo(AbstainReason.no_speech);
        assertThat(window.getFeatures()).isEmpty();
    }

    @Test
    void shouldAddNothingWhenACallComesAgain() {
        float[] call = speech(3 * Windows.CHUNK_SAMPLES);
        sendAll(call);
        assertThat(vectors.readValuesToList()).hasSize(2);

        sendAll(call);

        assertThat(vectors.isEmpty()).isTrue();
        assertThat(deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldGoOnWhereAnUploadThatComesAgainBrokeOff() {
        float[] call = speech(4 * Windows.CHUNK_SAMPLES);
        send(chunk(call, 0));
        send(chunk(call, 1));

        sendAll(call);

        assertThat(vectors.readValuesToList())
                .extracting(MfccVector::getWindowIndex)
                .containsExactly(0, 1, 2);
    }

    @Test
    void shouldRefuseAnotherContentUnderAKnownCallId() {
        float[] call = speech(3 * Windows.CHUNK_SAMPLES);
        send(chunk(call, 0));
        byte[] foreign = Topics.AUDIO_CHUNKS
                .serde()
                .serialize("audio-chunks", chunk(call, 1).setContentSha256("bb").build());

        pipe("call", foreign);

        var letter = deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(foreign);
        assertThat(new String(letter.headers().lastHeader(DeadLetter.REASON).value(), StandardCharsets.UTF_8))
                .contains("another content");
        send(chunk(call, 1));
        assertThat(vectors.readValuesToList()).as("the call itself goes on").hasSize(1);
    }

    @Test
    void shouldSayAtOnceWhereAudioIsMissing() {
        float[] call = speech(6 * Windows.CHUNK_SAMPLES);
        send(chunk(call, 0));
        send(chunk(call, 1));
        vectors.readValue();

        send(chunk(call, 4));
        send(chunk(call, 5));

        List<MfccVector> windows = vectors.readValuesToList();
        assertThat(windows).extracting(MfccVector::getWindowIndex).containsExactly(1, 2, 3, 4);
        assertThat(windows)
                .extracting(MfccVector::getAbstainReason)
                .containsExactly(AbstainReason.gap, AbstainReason.gap, AbstainReason.gap, null);
        assertThat(windows.get(0).getFeatures()).isEmpty();
        assertThat(windows.get(0).getEndMs()).isEqualTo(4500);

        send(chunk(call, 2));
        assertThat(vectors.isEmpty())
                .as("a gap that is filled later changes nothing")
                .isTrue();
    }

    @Test
    void shouldSendBadRecordsToTheDeadLettersAndGoOn() {
        byte[] rubbish = {1, 2, 3};
        float[] call = speech(2 * Windows.CHUNK_SAMPLES);
        send(chunk(call, 0));

        pipe("call", rubbish);
        pipe("call", null);
        pipe(
                "other-key",
                Topics.AUDIO_CHUNKS
                        .serde()
                        .serialize("audio-chunks", chunk(call, 1).build()));
        send(chunk(call, 1).setSamples(Pcm16.encode(call, 0, 17)).setLast(false));
        send(chunk(call, 1).setSequence(5000));
        send(chunk(call, 1).setRecordedAt(Instant.ofEpochMilli(Long.MAX_VALUE)));
        send(chunk(call, 1));

        assertThat(metrics.counter("affekt.dead.letters").count()).isEqualTo(6);
        assertThat(deadLetters.readRecordsToList()).hasSize(6).first().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(rubbish);
            assertThat(new String(letter.headers().lastHeader(DeadLetter.OFFSET).value(), StandardCharsets.UTF_8))
                    .isEqualTo("1");
        });
        assertThat(vectors.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldLabelAndAugmentTheWindowsOfACorpus() {
        float[] call = speech(2 * Windows.CHUNK_SAMPLES);
        for (int n = 0; n < 2; n++) {
            send(chunk(call, n).setEmotion(Emotion.happy).setSpeaker("ann"));
        }

        var records = labeled.readKeyValuesToList();
        assertThat(records)
                .extracting(record -> record.key)
                .containsExactly("call/0/0/none", "call/0/0/speed-1.05", "call/0/0/telephone");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.value.getEmotion()).isEqualTo(Emotion.happy);
            assertThat(record.value.getSpeaker()).isEqualTo("ann");
        });
        assertThat(records.get(0).value.getVector()).isEqualTo(vectors.readValue());
        assertThat(Arrays.asList(records.get(1), records.get(2)))
                .noneMatch(record ->
                        record.value.getVector().equals(records.get(0).value.getVector()));
    }

    @Test
    void shouldEndAnIdleCallAndForgetItInTheEnd() {
        float[] call = speech(3 * Windows.CHUNK_SAMPLES);
        send(chunk(call, 0));

        driver.advanceWallClockTime(Duration.ofMinutes(11));

        assertThat(vectors.readValuesToList()).as("all that came is one window").hasSize(1);
        assertThat(lastChunks.held()).isZero();
        sendAll(call);
        assertThat(vectors.readValuesToList())
                .as("sent again it goes on, and says nothing twice")
                .extracting(MfccVector::getWindowIndex)
                .containsExactly(1);

        driver.advanceWallClockTime(Duration.ofHours(49));
        assertThat(driver.getKeyValueStore(WindowProcessor.PROGRESS_STORE).get("call/0"))
                .isNull();
    }

    @Test
    void shouldGoOnWhereAnIdleCallBrokeOff() {
        float[] call = speech(4 * Windows.CHUNK_SAMPLES);
        send(chunk(call, 0));
        send(chunk(call, 1));
        driver.advanceWallClockTime(Duration.ofMinutes(11));
        vectors.readValuesToList();

        sendAll(call);

        List<MfccVector> windows = vectors.readValuesToList();
        assertThat(windows).extracting(MfccVector::getWindowIndex).containsExactly(1, 2);
        assertThat(windows).allMatch(window -> window.getAbstainReason() == null);
    }

    @Test
    void shouldKeepNoAudioOfAnEndedCall() {
        sendAll(speech(3 * Windows.CHUNK_SAMPLES));

        assertThat(lastChunks.held()).isZero();
    }

    @Test
    void shouldReadTheLastChunkAgainWhereMemoryHasLostIt() {
        // given: three calls at once, where memory holds the last chunks of two
        float[] call = speech(3 * Windows.CHUNK_SAMPLES);

        for (int n = 0; n < 3; n++) {
            for (String id : List.of("a", "b", "c")) {
                send(chunk(call, n).setCallId(id));
            }
        }

        assertThat(vectors.readValuesToList())
                .hasSize(6)
                .allMatch(window -> window.getAbstainReason() == null)
                .extracting(MfccVector::getFeatures)
                .satisfies(features -> assertThat(new HashSet<>(features))
                        .as("every call has the same two windows")
                        .hasSize(2));
    }

    @Test
    void shouldSayThatAudioIsMissingWhereRetentionHasTakenTheLastChunk() {
        float[] call = speech(3 * Windows.CHUNK_SAMPLES);
        send(chunk(call, 0));
        lastChunks.drop(new LastChunks.Place(0, 0));
        topic.set(0, null);

        send(chunk(call, 1));
        send(chunk(call, 2));

        assertThat(vectors.readValuesToList())
                .extracting(MfccVector::getAbstainReason)
                .containsExactly(AbstainReason.gap, null);
    }
}
