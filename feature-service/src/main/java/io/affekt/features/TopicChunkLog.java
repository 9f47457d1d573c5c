package io.affekt.features;

import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads chunks by consumers without a group, made when they are first needed. */
final class TopicChunkLog implements ChunkLog {

    private static final Logger LOG = Logger.getLogger(TopicChunkLog.class);
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(500);

    /** So many records, 48 kB each, are sooner read than passed over. */
    private static final int NEAR = 50;

    private final Map<String, Object> settings;
    private @Nullable KafkaConsumer<byte[], byte[]> single;
    private @Nullable KafkaConsumer<byte[], byte[]> many;

    /** @param kafka settings of every client */
    TopicChunkLog(Map<String, Object> kafka) {
        settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    }

    @Override
    public byte @Nullable [] read(int partition, long offset) {
        TopicPartition place = new TopicPartition(Topics.AUDIO_CHUNKS.name(), partition);
        KafkaConsumer<byte[], byte[]> open = single;
        if (open == null) {
            // The broker sends a whole batch at least: no more than the one that is asked for.
            open = consumer(Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1));
            single = open;
        }
        open.assign(List.of(place));
        if (standing(open, place, new TreeSet<>(Set.of(offset))).isEmpty()) {
            return null;
        }
        open.seek(place, offset);
        try {
            for (ConsumerRecord<byte[], byte[]> record : open.poll(WITHIN)) {
                return record.offset() == offset ? record.value() : null;
            }
        } catch (OffsetOutOfRangeException e) {
            return null;
        }
        throw new TimeoutException("Offset " + offset + " of " + place + " did not come within " + WITHIN);
    }

    @Override
    public void readAll(int partition, NavigableSet<Long> offsets, Reader reader) {
        TopicPartition place = new TopicPartition(Topics.AUDIO_CHUNKS.name(), partition);
        KafkaConsumer<byte[], byte[]> open = many;
        if (open == null) {
            open = consumer(Map.of());
            many = open;
        }
        open.assign(List.of(place));
        try {
            readAll(open, place, standing(open, place, offsets), reader);
        } catch (OffsetOutOfRangeException e) {
            LOG.infof("Retention of %s goes on while it is read ahead; the rest is read when it is asked for", place);
        }
    }

    private static void readAll(
            KafkaConsumer<byte[], byte[]> open, TopicPartition place, NavigableSet<Long> offsets, Reader reader) {
        long deadline = System.nanoTime() + WITHIN.toNanos();
        long position = Long.MIN_VALUE;
        for (Long wanted = offsets.ceiling(position); wanted != null; wanted = offsets.ceiling(position)) {
            if (position == Long.MIN_VALUE || wanted - position > NEAR) {
                open.seek(place, wanted);
            }
            for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL)) {
                if (offsets.contains(record.offset())) {
                    reader.take(record.offset(), record.value());
                }
                deadline = System.nanoTime() + WITHIN.toNanos();
            }
            position = open.position(place);
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Offset " + wanted + " of " + place + " did not come within " + WITHIN);
            }
        }
    }

    /** Those that are between the beginning and the end of the log. */
    private static NavigableSet<Long> standing(
            KafkaConsumer<byte[], byte[]> open, TopicPartition place, NavigableSet<Long> offsets) {
        if (offsets.isEmpty()) {
            return offsets;
        }
        Set<TopicPartition> one = Set.of(place);
        long begin = Objects.requireNonNull(open.beginningOffsets(one, WITHIN).get(place));
        long end = Objects.requireNonNull(open.endOffsets(one, WITHIN).get(place));
        return begin < end ? offsets.subSet(begin, true, end, false) : Collections.emptyNavigableSet();
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(more);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        if (single != null) {
            single.close();
            single = null;
        }
        if (many != null) {
            many.close();
            many = null;
        }
    }
}
