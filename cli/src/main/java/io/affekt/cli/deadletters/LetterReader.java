package io.affekt.cli.deadletters;

import io.affekt.cli.platform.Ports;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters that are there now, those that came meanwhile left out. Used by one thread. */
final class LetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;

    /** @param group whose committed offsets say where to begin */
    LetterReader(Ports ports, String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, ports.bootstrapServers());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        ends = consumer.endOffsets(partitions);
    }

    /** Begins with the oldest letter, whatever was replayed. */
    void fromBeginning() {
        consumer.seekToBeginning(partitions);
    }

    /** What replays have done in each partition. */
    Map<TopicPartition, ReplayMark> marks() {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        Map<TopicPartition, ReplayMark> marks = new HashMap<>();
        partitions.forEach(partition -> marks.put(partition, ReplayMark.of(committed.get(partition))));
        return marks;
    }

    ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /** The next letters; none when all that were there have been read. */
    List<ConsumerRecord<byte[], byte[]>> next() {
        while (partitions.stream().anyMatch(this::more)) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : polled) {
                if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
                    letters.add(record);
                }
            }
            if (!letters.isEmpty()) {
                return letters;
            }
        }
        return List.of();
    }

    private boolean more(TopicPartition partition) {
        return consumer.position(partition) < ends.getOrDefault(partition, 0L);
    }

    static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
