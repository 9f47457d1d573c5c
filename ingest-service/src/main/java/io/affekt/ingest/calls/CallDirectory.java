package io.affekt.ingest.calls;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Call;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * The newest record of every call, kept in memory and up to date with the topic: some hundred bytes a call. It runs on a
 * thread of its own; {@link #find} and {@link #stop} may be called from any.
 */
public final class CallDirectory implements Runnable {

    private static final Logger LOG = Logger.getLogger(CallDirectory.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final AvroSerde<Call> serde = Topics.CALLS.serde();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean stopping;

    public CallDirectory(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What is known of a call. */
    public Optional<Call> find(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    /** Remembers a record at once that Kafka has acknowledged, before it comes back from the topic. */
    void acknowledged(Call call) {
        calls.put(call.getCallId(), call);
    }

    /** Whether everything that stood in the topic at the start has been read. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    /** Waits until everything that stood in the topic at the start has been read. */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    public void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try (consumer) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CALLS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (!stopping) {
                if (!isCaughtUp()
                        && end.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
                    caughtUp.countDown();
                }
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        while (!stopping) {
            try {
                enter(record);
                return;
            } catch (RetriableException e) {
                LOG.warnf("Record %d of %s cannot be read yet: %s", record.offset(), record.topic(), e.getMessage());
            }
        }
    }

    private void enter(ConsumerRecord<byte[], byte[]> record) {
        String callId = new String(record.key(), StandardCharsets.UTF_8);
        try {
            Call call = serde.deserialize(record.topic(), record.value());
            if (call == null) {
                calls.remove(callId);
            } else {
                calls.put(callId, call);
            }
        } catch (SerializationException e) {
            LOG.warnf("Record %d of %s cannot be read and is passed over", record.offset(), record.topic());
        }
    }
}
