package io.affekt.features.labels;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what topics hold of one call: the call's partition, from one moment to another, by a consumer without a group. Not
 * thread-safe.
 */
final class TopicLog implements CallLog, VectorLog, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration WITHIN = Duration.ofSeconds(60);
    /** How far the clocks of ingest-service and of the broker may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration vectorLag;
    private final AvroSerde<Call> calls = Topics.CALLS.serde();
    private final AvroSerde<MfccVector> vectors = Topics.MFCC_VECTORS.serde();

    /**
     * @param kafka settings of every client
     * @param vectorLag how long after its completion a call's vectors may have been published
     */
    TopicLog(Map<String, Object> kafka, Duration vectorLag) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.vectorLag = vectorLag;
    }

    @Override
    public Optional<Call> find(String callId) {
        Call[] newest = {null};
        read(Topics.CALLS, callId, null, null, value -> {
            newest[0] = deserialize(calls, Topics.CALLS, value);
            return false;
        });
        return Optional.ofNullable(newest[0]);
    }

    @Override
    public Map<Integer, MfccVector> find(Call call, int channel, Set<Integer> windows) {
        Map<Integer, MfccVector> found = new HashMap<>();
        Instant completed = call.getCompletedAt();
        Instant until = completed == null ? null : completed.plus(vectorLag);
        read(Topics.MFCC_VECTORS, call.getCallId(), call.getReceivedAt().minus(CLOCKS), until, value -> {
            MfccVector vector = deserialize(vectors, Topics.MFCC_VECTORS, value);
            if (vector != null && vector.getChannel() == channel && windows.contains(vector.getWindowIndex())) {
                found.put(vector.getWindowIndex(), vector);
            }
            return found.size() == windows.size();
        });
        return found;
    }

    /** What cannot be read is nothing: it is a dead letter where it is read as a stream. */
    private static <T extends SpecificRecord> @Nullable T deserialize(
            AvroSerde<T> serde, Topic<T> topic, byte @Nullable [] value) {
        try {
            return serde.deserialize(topic.name(), value);
        } catch (SerializationException e) {
            return null;
        }
    }

    /** Reads the values under a key, until enough is there. */
    private void read(
            Topic<?> topic,
            String key,
            @Nullable Instant from,
            @Nullable Instant until,
            Predicate<byte @Nullable []> enough) {
        TopicPartition partition =
                new TopicPartition(topic.name(), CallIdPartitioner.partitionOf(key, topic.partitions()));
        consumer.assign(List.of(partition));
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        long end = seek(partition, from);
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (until != null && record.timestamp() > until.toEpochMilli()) {
                    return;
                }
                if (Arrays.equals(record.key(), keyBytes) && enough.test(record.value())) {
                    return;
                }
                deadline = System.nanoTime() + WITHIN.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(partition + " could not be read within " + WITHIN);
            }
        }
    }

    /** Goes to a moment, or to the beginning; returns where the partition ends. */
    private long seek(TopicPartition partition, @Nullable Instant from) {
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        if (from == null) {
            consumer.seekToBeginning(List.of(partition));
            return end;
        }
        OffsetAndTimestamp at =
                consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
        consumer.seek(partition, at == null ? end : at.offset());
        return end;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
