package io.affekt.dashboard.labels;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Label;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Publishes labels and their withdrawals; returns when Kafka has acknowledged them. Thread-safe. */
public final class LabelSender implements AutoCloseable {

    /** A person waits for the answer. */
    private static final int WITHIN_MS = 10_000;

    private final AvroSerde<Label> serde = Topics.LABELS.serde();
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param kafka settings of every client */
    public LabelSender(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, WITHIN_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN_MS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, WITHIN_MS);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes a label; one of the same span and annotator takes the place of the one before. */
    public void give(Label label) throws InterruptedException {
        send(
                Keys.label(
                        label.getCallId(),
                        label.getChannel(),
                        label.getStartMs(),
                        label.getEndMs(),
                        label.getAnnotator()),
                serde.serialize(Topics.LABELS.name(), label));
    }

    /** Withdraws the label of this span and annotator. */
    public void withdraw(String callId, int channel, long startMs, long endMs, String annotator)
            throws InterruptedException {
        send(Keys.label(callId, channel, startMs, endMs, annotator), null);
    }

    private void send(String key, byte @Nullable [] value) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(
                            Topics.LABELS.name(),
                            CallIdPartitioner.partitionOf(key, Topics.LABELS.partitions()),
                            key.getBytes(StandardCharsets.UTF_8),
                            value))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("The label could not be published", e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
