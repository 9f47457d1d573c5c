package io.affekt.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Places a record by the murmur2 hash of its call id, whatever else its key says, so that all that is known of a call
 * stands in the same partition of every topic. For a plain call id this is what Kafka's default partitioner does.
 */
public final class CallIdPartitioner implements Partitioner {

    /** The partition of a key in a topic of {@code partitions} partitions. */
    public static int partitionOf(String key, int partitions) {
        byte[] callId = Keys.callIdOf(key).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(callId)) % partitions;
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        if (keyBytes == null) {
            throw new InvalidRecordException("A record of topic " + topic + " needs a key that starts with a call id");
        }
        return partitionOf(
                new String(keyBytes, StandardCharsets.UTF_8),
                cluster.partitionsForTopic(topic).size());
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
