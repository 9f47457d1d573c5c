package io.affekt.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records and the offsets that they were made of, in one transaction (KIP-447). The producer is made when it is first
 * needed, and another one takes its place when it was fenced or has failed. Used by one thread.
 */
public final class Transactions implements AutoCloseable {

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param producers makes producers with a transactional id of their own */
    public Transactions(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** Commits all or nothing; after an exception {@link #abort} must follow. */
    public void commit(
            List<ProducerRecord<byte[], byte[]>> records,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = producers.get();
            producer = current;
            current.initTransactions();
        }
        current.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            // A failed send makes the commit below fail: no other word of it is needed.
            var unused = current.send(record);
        }
        current.sendOffsetsToTransaction(offsets, group);
        current.commitTransaction();
    }

    /**
     * Ends the transaction without a trace. A producer that cannot even do that is closed, and the next transaction makes
     * another one.
     *
     * @return why the producer was closed; empty if it was not
     */
    public Optional<RuntimeException> abort() {
        try {
            if (producer != null) {
                producer.abortTransaction();
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            close();
            return Optional.of(e);
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
