package io.affekt.dashboard.platform;

import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the groups of the services and at the dead letters. What waits is told in time, not in offsets: these count the
 * markers of transactions too. Thread-safe; who asks again within two seconds gets the same answer.
 */
public final class PlatformWatch implements AutoCloseable {

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Map<String, Topic<?>> READS = new TreeMap<>(Map.of(
            "feature-service", Topics.AUDIO_CHUNKS,
            "inference-service", Topics.MFCC_VECTORS,
            "dashboard-service", Topics.PREDICTIONS));

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> records;
    private final KafkaConsumer<byte[], byte[]> letters;
    private final TreeMap<Long, Long> lettersByHour = new TreeMap<>();
    private @Nullable PlatformStatus last;

    /** @param kafka settings of every client */
    public PlatformWatch(Map<String, Object> kafka) {
        admin = Admin.create(kafka);
        records = consumer(kafka, 64 << 10);
        letters = consumer(kafka, 1 << 20);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> kafka, int fetchBytes) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, fetchBytes);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** @throws KafkaException when Kafka does not answer */
    public synchronized PlatformStatus look() throws InterruptedException {
        PlatformStatus known = last;
        Instant now = Instant.now();
        if (known != null && known.at().plus(FRESH).isAfter(now)) {
            return known;
        }
        try {
            Map<String, KafkaFuture<ConsumerGroupDescription>> groups =
                    admin.describeConsumerGroups(READS.keySet()).describedGroups();
            List<PlatformStatus.Group> status = new ArrayList<>();
            for (Map.Entry<String, Topic<?>> reader : READS.entrySet()) {
                ConsumerGroupDescription group = known(groups.get(reader.getKey()));
                status.add(new PlatformStatus.Group(
                        reader.getKey(),
                        reader.getValue().name(),
                        group == null ? "UNKNOWN" : group.groupState().name(),
                        group == null ? 0 : group.members().size(),
                        behind(reader.getKey(), reader.getValue(), now)));
            }
            last = new PlatformStatus(now, status, deadLetters(now));
            return last;
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka does not say how the groups are", e.getCause());
        }
    }

    /** Null where no instance has ever joined. */
    private static @Nullable ConsumerGroupDescription known(@Nullable KafkaFuture<ConsumerGroupDescription> group)
            throws ExecutionException, InterruptedException {
        try {
            return group == null ? null : group.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            throw e;
        }
    }

    /** The age of the oldest record that a group has not worked off, milliseconds. */
    private @Nullable Long behind(String group, Topic<?> topic, Instant now)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        List<TopicPartition> waiting = new ArrayList<>(partitions(topic));
        records.assign(waiting);
        Map<TopicPartition, Long> ends = records.endOffsets(waiting);
        for (TopicPartition partition : waiting) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                records.seekToBeginning(List.of(partition));
            } else {
                records.seek(partition, offset.offset());
            }
        }
        long oldest = now.toEpochMilli();
        long deadline = System.nanoTime() + WITHIN.toNanos();
        waiting.removeIf(partition -> records.position(partition) >= ends.getOrDefault(partition, 0L));
        while (!waiting.isEmpty()) {
            records.assign(waiting);
            for (ConsumerRecord<byte[], byte[]> record : records.poll(POLL)) {
                oldest = Math.min(oldest, record.timestamp());
                waiting.remove(new TopicPartition(record.topic(), record.partition()));
            }
            waiting.removeIf(partition -> records.position(partition) >= ends.getOrDefault(partition, 0L));
            if (System.nanoTime() > deadline) {
                return null;
            }
        }
        return now.toEpochMilli() - oldest;
    }

    private long deadLetters(Instant now) {
        if (letters.assignment().isEmpty()) {
            followLetters(now.minus(DAY));
        }
        Map<TopicPartition, Long> ends = letters.endOffsets(letters.assignment());
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> letters.position(end.getKey()) < end.getValue())
                && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> letter : letters.poll(POLL)) {
                lettersByHour.merge(hour(letter.timestamp()), 1L, Long::sum);
            }
        }
        lettersByHour.headMap(hour(now.minus(DAY).toEpochMilli()) + 1).clear();
        return lettersByHour.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long hour(long timestamp) {
        return timestamp / Duration.ofHours(1).toMillis();
    }

    private void followLetters(Instant from) {
        List<TopicPartition> partitions = partitions(Topics.DEAD_LETTERS);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        letters.assign(partitions);
        letters.seekToEnd(partitions);
        letters.offsetsForTimes(times).forEach((partition, at) -> seek(partition, at));
        partitions.forEach(letters::position);
    }

    private void seek(TopicPartition partition, @Nullable OffsetAndTimestamp at) {
        if (at != null) {
            letters.seek(partition, at.offset());
        }
    }

    private static List<TopicPartition> partitions(Topic<?> topic) {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    @Override
    public synchronized void close() {
        admin.close();
        records.close();
        letters.close();
    }
}
