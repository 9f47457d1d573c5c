package io.affekt.benchmarks.ledger;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed into a {@link Ledger}, from the moment it was made. Used by one thread. */
public final class LedgerReader implements AutoCloseable {

    /** Told of each prediction, when it was received. */
    public interface Listener {
        /** @param receivedAt {@link System#nanoTime} */
        void received(Prediction prediction, long receivedAt);
    }

    private static final Duration POLL = Duration.ofMillis(50);

    private final Ledger ledger;
    private final Listener listener;
    private final AvroSerde<Prediction> predictions = Topics.PREDICTIONS.serde();
    private final AvroSerde<MfccVector> vectors = Topics.MFCC_VECTORS.serde();
    private final AvroSerde<LabeledFeatures> labeled = Topics.LABELED_FEATURES.serde();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Integer> partitions = new HashMap<>();

    /**
     * @param kafka settings of every client, such as {@code bootstrap.servers}
     * @param topics which of {@code predictions}, {@code mfcc-vectors} and {@code labeled-features} are read
     */
    public LedgerReader(Map<String, Object> kafka, List<Topic<?>> topics, Ledger ledger, Listener listener) {
        this.ledger = ledger;
        this.listener = listener;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> read = new ArrayList<>();
        for (Topic<?> topic : topics) {
            partitions.put(topic.name(), topic.partitions());
            for (int p = 0; p < topic.partitions(); p++) {
                read.add(new TopicPartition(topic.name(), p));
            }
        }
        consumer.assign(read);
        consumer.seekToEnd(read);
        // Seeking is lazy: asking for the position pins it to this moment.
        read.forEach(consumer::position);
    }

    /** Reads until a condition holds; says whether it did in time. */
    public boolean readUntil(BooleanSupplier condition, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            read();
        }
        return true;
    }

    /** Reads on until nothing has come for a while: what comes twice comes late. */
    public void readUntilQuiet(Duration quiet) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < quiet.toNanos()) {
            if (read() > 0) {
                since = System.nanoTime();
            }
        }
    }

    private int read() {
        int records = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            long receivedAt = System.nanoTime();
            records++;
            String key = new String(record.key(), StandardCharsets.UTF_8);
            try {
                take(record, key, receivedAt);
            } catch (SerializationException e) {
                ledger.takeUnexpected(key, String.valueOf(e.getMessage()));
            }
            if (record.partition() != CallIdPartitioner.partitionOf(key, partitions.getOrDefault(record.topic(), 1))) {
                ledger.takeUnexpected(key, "stands in partition " + record.partition() + " of " + record.topic());
            }
        }
        return records;
    }

    private void take(ConsumerRecord<byte[], byte[]> record, String key, long receivedAt) {
        if (record.topic().equals(Topics.PREDICTIONS.name())) {
            Prediction prediction = Objects.requireNonNull(predictions.deserialize(record.topic(), record.value()));
            ledger.take(prediction);
            listener.received(prediction, receivedAt);
        } else if (record.topic().equals(Topics.MFCC_VECTORS.name())) {
            ledger.take(Objects.requireNonNull(vectors.deserialize(record.topic(), record.value())));
        } else {
            ledger.take(key, Objects.requireNonNull(labeled.deserialize(record.topic(), record.value())));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
