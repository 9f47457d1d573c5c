package io.affekt.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the platform: what it is called, what it carries and how it is kept. Keys are UTF-8 strings.
 *
 * @param name the topic's name in Kafka
 * @param valueType the event it carries, null where it carries bytes as they came
 * @param partitions how many partitions it has; not changed on a live cluster
 * @param cleanup what Kafka does with old records
 * @param retention how long records are kept; null for ever
 * @param maxMessageBytes the largest record
 */
public record Topic<V extends SpecificRecord>(
        String name,
        @Nullable Class<V> valueType,
        int partitions,
        Cleanup cleanup,
        @Nullable Duration retention,
        int maxMessageBytes) {

    /** What Kafka does with old records. */
    public enum Cleanup {
        /** They are deleted when their time is over. */
        DELETE,
        /** The newest of each key stays. */
        COMPACT
    }

    /** The serde of the values. */
    public AvroSerde<V> serde() {
        if (valueType == null) {
            throw new IllegalStateException("Topic " + name + " carries bytes as they came");
        }
        return new AvroSerde<>(valueType);
    }

    /** The topic's settings as Kafka names them. */
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        config.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                cleanup == Cleanup.COMPACT ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxMessageBytes));
        if (cleanup == Cleanup.DELETE) {
            if (retention == null) {
                config.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
                config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            } else {
                config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
            }
        }
        return config;
    }
}
