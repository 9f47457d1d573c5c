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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code labeled-features} from where it ends when this is made, and tells a trigger of every newly labelled
 * window: of originals, since copies are nobody's label, and not of tombstones. It does so on a thread of its own, which
 * ends when this is closed, or by an exception that is logged.
 */
public final class LabelFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LabelFollower.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String ORIGINAL = "/none";

    private final RetrainingTrigger trigger;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::follow, "label-follower");
    private volatile boolean stopped;

    /** The positions are pinned when this returns: what comes from then on is counted. */
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

    /** Starts the thread; once. */
    public void start() {
        thread.setUncaughtExceptionHandler((dead, failure) ->
                LOG.error("The thread that follows the labels died: no training will start by itself", failure));
        thread.start();
    }

    /** Whether the thread runs. */
    public boolean alive() {
        return thread.isAlive();
    }

    private void follow() {
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

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        consumer.wakeup();
        thread.join(STOP_WITHIN.toMillis());
    }
}
