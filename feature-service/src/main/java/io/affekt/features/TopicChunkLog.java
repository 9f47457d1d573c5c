package io.affekt.features;

import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads chunks by a consumer without a group, made when it is first needed. */
final class TopicChunkLog implements ChunkLog {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Map<String, Object> settings;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    /** @param kafka settings of every client */
    TopicChunkLog(Map<String, Object> kafka) {
        settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // The broker sends a whole batch at least: no more than the one that is asked for.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    }

    @Override
    public byte @Nullable [] read(int partition, long offset) {
        TopicPartition place = new TopicPartition(Topics.AUDIO_CHUNKS.name(), partition);
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open == null) {
            open = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = open;
        }
        open.assign(List.of(place));
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
    public void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
