package io.affekt.features;

import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: {@code audio-chunks} to {@code mfcc-vectors}, {@code labeled-features} and {@code dead-letters}. Records
 * are read as bytes and decoded in the node, so that one that cannot be decoded becomes a dead letter in the same
 * transaction.
 */
public final class FeatureTopology {

    private FeatureTopology() {}

    /**
     * @param lastChunks shared by all stream threads; closed after the streams
     * @param listener shared by all stream threads
     */
    static Topology build(FeatureSettings settings, LastChunks lastChunks, WindowProcessor.Listener listener) {
        // Small segments keep what must be restored after a crash small.
        Map<String, String> changelog = Map.of(
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 << 20),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2",
                TopicConfig.DELETE_RETENTION_MS_CONFIG, "60000");
        StoreBuilder<KeyValueStore<String, ChannelProgress>> progress = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(WindowProcessor.PROGRESS_STORE),
                        Serdes.String(),
                        ChannelProgress.SERDE)
                .withCachingEnabled()
                .withLoggingEnabled(changelog);
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        ByteArraySerializer write = new ByteArraySerializer();
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "audio-chunks",
                        FeatureTopology::published,
                        read,
                        read,
                        Topics.AUDIO_CHUNKS.name())
                .addProcessor("windows", () -> new WindowProcessor(settings, lastChunks, listener), "audio-chunks")
                .addStateStore(progress, "windows")
                .addSink(WindowProcessor.VECTORS, Topics.MFCC_VECTORS.name(), write, write, "windows")
                .addSink(
                        WindowProcessor.LABELED,
                        Topics.LABELED_FEATURES.name(),
                        write,
                        write,
                        (topic, key, value, partitions) -> besideItsCall(key, partitions),
                        "windows")
                .addSink(WindowProcessor.DEAD, Topics.DEAD_LETTERS.name(), write, write, "windows");
    }

    /** Where {@link io.affekt.features.labels} puts what people correct: a key of two partitions would keep both its records. */
    private static Optional<Set<Integer>> besideItsCall(byte[] key, int partitions) {
        return Optional.of(Set.of(CallIdPartitioner.partitionOf(new String(key, StandardCharsets.UTF_8), partitions)));
    }

    /** When a record was published. One with a senseless timestamp is a record all the same: it is dated now. */
    private static long published(ConsumerRecord<Object, Object> record, long partitionTime) {
        long now = System.currentTimeMillis();
        return record.timestamp() < 0 || record.timestamp() > now ? now : record.timestamp();
    }
}
