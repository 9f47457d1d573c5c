package io.affekt.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.ledger.SentChannel;
import io.affekt.benchmarks.ledger.Verdict.Fault;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A control of the ledger: where duplicates are not known any more, it must say so. */
class MutationControlTest {

    private static final int CHUNKS = 5;
    private static final FeatureSettings SETTINGS = new FeatureSettings(
            List.of(FeatureSpecification.DEFAULT), List.of(), Duration.ofMinutes(10), Duration.ofHours(48), 100);

    private static final class NoLog implements ChunkLog {

        @Override
        public byte[] read(int partition, long offset) {
            throw new IllegalStateException("memory holds all that is asked for");
        }

        @Override
        public void readAll(int partition, NavigableSet<Long> offsets, Reader reader) {
            assertThat(offsets).as("the state is new").isEmpty();
        }

        @Override
        public void close() {}
    }

    @TempDir
    Path stateDir;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFindWindowsTwiceWhenTheCheckForDuplicatesIsOff(boolean mutated) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        LastChunks lastChunks = new LastChunks(new NoLog(), 10);
        Ledger ledger = new Ledger(new Reference());
        ledger.expect(new SentChannel("call", 0, "sound", CHUNKS * (long) Windows.CHUNK_SAMPLES));
        try (TopologyTestDriver driver = new TopologyTestDriver(
                FeatureTopology.build(SETTINGS, lastChunks, new FeatureMetrics(new SimpleMeterRegistry())),
                properties)) {
            TestInputTopic<String, byte[]> chunks =
                    driver.createInputTopic("audio-chunks", new StringSerializer(), new ByteArraySerializer());
            TestOutputTopic<String, MfccVector> vectors =
                    driver.createOutputTopic("mfcc-vectors", new StringDeserializer(), Topics.MFCC_VECTORS.serde());

            send(chunks);
            if (mutated) {
                driver.getKeyValueStore(WindowProcessor.PROGRESS_STORE).delete("call/0");
            }
            send(chunks);

            vectors.readValuesToList().forEach(ledger::take);
        }
        assertThat(ledger.verdict().count(Fault.DUPLICATED)).isEqualTo(mutated ? CHUNKS - 1 : 0);
    }

    private static void send(TestInputTopic<String, byte[]> chunks) {
        for (int n = 0; n < CHUNKS; n++) {
            AudioChunk chunk = AudioChunk.newBuilder()
                    .setCallId("call")
                    .setChannel(0)
                    .setRole(ChannelRole.customer)
                    .setSequence(n)
                    .setContentSha256("aa")
                    .setRecordedAt(Instant.EPOCH)
                    .setSamples(Pcm16.encode(new float[Windows.CHUNK_SAMPLES], 0, Windows.CHUNK_SAMPLES))
                    .setLast(n == CHUNKS - 1)
                    .build();
            chunks.pipeInput("call", Topics.AUDIO_CHUNKS.serde().serialize("audio-chunks", chunk));
        }
    }
}
