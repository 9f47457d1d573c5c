package io.affekt.trainer.registry;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of the model topics in a cluster: its transactional id is always the same, so that Kafka refuses whoever
 * wrote before. Two writers would give a version's number to two models. Used by one thread at a time.
 */
final class RegistryWriter implements AutoCloseable {

    private static final String TRANSACTIONAL_ID = "affekt-model-registry";
    /** So long a writer that was killed in the middle hides what comes behind its record from readers. */
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private @Nullable KafkaException replacedBy;

    /** @param kafka settings of every client, such as {@code bootstrap.servers} */
    RegistryWriter(Map<String, Object> kafka, int maxRequestBytes) {
        settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequestBytes);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    }

    /** Whatever another writer has begun is ended by this, and it writes no more. */
    void takeOver() {
        requireNotReplaced();
        close();
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /**
     * Writes a record.
     *
     * @return its offset
     * @throws IllegalStateException when another writer has taken over, or Kafka has not said that it took the record: it
     *     may have, and {@link #takeOver} must come before the next one
     */
    long write(String topic, String key, byte @Nullable [] value) {
        requireNotReplaced();
        KafkaProducer<byte[], byte[]> current = producer;
        if (current == null) {
            throw new IllegalStateException("The model topics are not taken over yet");
        }
        try {
            current.beginTransaction();
            Future<RecordMetadata> sent =
                    current.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
            current.commitTransaction();
            return sent.get().offset();
        } catch (KafkaException e) {
            replacedBy = isFenced(e) ? e : fencedAtAbort(current);
            requireNotReplaced();
            throw new IllegalStateException("Kafka did not take " + key + " into " + topic, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take " + key + " into " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing " + key, e);
        }
    }

    private static @Nullable KafkaException fencedAtAbort(KafkaProducer<byte[], byte[]> producer) {
        try {
            producer.abortTransaction();
            return null;
        } catch (KafkaException e) {
            return isFenced(e) ? e : null;
        }
    }

    private static boolean isFenced(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    private void requireNotReplaced() {
        if (replacedBy != null) {
            throw new IllegalStateException(
                    "Another trainer-service has taken the model topics over; there must be one: stop this one",
                    replacedBy);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
            producer = null;
        }
    }
}
