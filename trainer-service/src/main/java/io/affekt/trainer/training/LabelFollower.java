package io.affekt.trainer.training;

import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code labeled-features} from where it ends when this is made, and tells a trigger of every newly labelled
 * window: of originals, since copies are nobody's label, and not of tombstones.
 *
 * <p>{@link #run} is for a thread of its own, which ends with {@link #stop} or with an exception.
 */
public final class LabelFollower implements Runnable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String ORIGINAL = "/none";

    private final RetrainingTrigger trigger;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean stopped;

    public LabelFollower(Map<String, Object> kafka, RetrainingTrigger trigger) {
        this.trigger = trigger;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            String topic = Topics.LABELED_FEATURES.name();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            // Seeking is lazy: asking for the position pins it to this moment.
            partitions.forEach(consumer::position);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    @Override
    public void run() {
        try (consumer) {
            while (!stopped) {
                int labels = 0;
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    labels += isLabel(record.key(), record.value()) ? 1 : 0;
                }
                trigger.came(labels);
            }
        } catch (WakeupException e) {
            if (!stopped) {
                throw e;
            }
        }
    }

    private static boolean isLabel(byte @Nullable [] key, byte @Nullable [] value) {
        return key != null && value != null && new String(key, StandardCharsets.UTF_8).endsWith(ORIGINAL);
    }

    /** Lets {@link #run} end; from any thread. */
    public void stop() {
        stopped = true;
        consumer.wakeup();
    }
}
