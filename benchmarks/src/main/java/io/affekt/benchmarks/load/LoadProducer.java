package io.affekt.benchmarks.load;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a load in large batches, so that it costs the broker little. The first record that cannot be written ends it: the next
 * call throws {@link KafkaException}. Used by one thread.
 */
final class LoadProducer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param kafka settings of every client */
    LoadProducer(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 20);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 128L << 20);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends one record; it goes out soon. */
    void send(String topic, byte[] key, byte @Nullable [] value) {
        throwFailure();
        producer.send(
                new ProducerRecord<>(topic, key, value),
                (metadata, exception) -> failure.compareAndSet(null, exception));
    }

    /** Waits until everything is written. */
    void flush() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("The load could not be written: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
