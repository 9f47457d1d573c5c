package io.affekt.dashboard.live;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what is committed from now on and tells everyone who follows. It has no group and no offsets: who comes late asks
 * the state for what was before. Runs on a thread of its own; followers are told on it and must not block it.
 */
public final class LiveFeed implements Runnable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Map<String, String> TYPES = Map.of(
            Topics.CALLS.name(), "call",
            Topics.PREDICTIONS.name(), "prediction",
            Topics.CALL_SUMMARIES.name(), "summary",
            Topics.ALERTS.name(), "alert");

    private final Map<String, AvroSerde<?>> serdes = new HashMap<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Consumer<LiveEvent>> followers = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    /** @param kafka settings of every client */
    public LiveFeed(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        for (Topic<?> topic : List.of(Topics.CALLS, Topics.PREDICTIONS, Topics.CALL_SUMMARIES, Topics.ALERTS)) {
            serdes.put(topic.name(), topic.serde());
        }
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Follows until what is returned is run. */
    public Runnable follow(Consumer<LiveEvent> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /** How many follow. */
    public int followers() {
        return followers.size();
    }

    public void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try (consumer) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : TYPES.keySet()) {
                for (int p = 0; p < Topics.PARTITIONS; p++) {
                    partitions.add(new TopicPartition(topic, p));
                }
            }
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!stopping) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    tell(record);
                }
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        if (followers.isEmpty() || record.value() == null) {
            return;
        }
        AvroSerde<?> serde = Objects.requireNonNull(serdes.get(record.topic()));
        try {
            SpecificRecord value = Objects.requireNonNull(serde.deserialize(record.topic(), record.value()));
            LiveEvent event = new LiveEvent(Objects.requireNonNull(TYPES.get(record.topic())), value);
            followers.forEach(follower -> follower.accept(event));
        } catch (SerializationException e) {
            // The topology counts and logs what cannot be read; here nobody waits for it.
            return;
        }
    }
}
