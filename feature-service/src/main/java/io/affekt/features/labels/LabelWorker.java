package io.affekt.features.labels;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Failures;
import io.affekt.schemas.Label;
import io.affekt.schemas.Topics;
import io.affekt.schemas.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns labels into labelled features, exactly once: each label's records and its offset are one transaction. Whatever
 * partitions it is given are read from their beginning, because older labels decide what a newer one's withdrawal means;
 * what was committed before is only entered in the book.
 *
 * <p>Runs on a thread of its own; {@link #stop} may be called from any.
 */
final class LabelWorker implements Runnable {

    /** Told what came of each label. */
    interface Listener {
        void labeled(int windows, boolean deadLetter);
    }

    private static final Logger LOG = Logger.getLogger(LabelWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final LateLabels.Outcome NOTHING = new LateLabels.Outcome(Map.of(), null);

    private final Consumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final LateLabels lateLabels;
    private final LabelBook book;
    private final Listener listener;
    private final AvroSerde<Label> labels = Topics.LABELS.serde();
    /** The first offset of each partition that no instance has worked off. */
    private final Map<TopicPartition, Long> fresh = new HashMap<>();

    private volatile boolean stopping;

    LabelWorker(
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers,
            LateLabels lateLabels,
            LabelBook book,
            Listener listener) {
        this.consumer = consumer;
        transactions = new Transactions(producers);
        this.lateLabels = lateLabels;
        this.book = book;
        this.listener = listener;
    }

    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        try (consumer) {
            consumer.subscribe(Set.of(Topics.LABELS.name()), new Restart());
            while (!stopping) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (!take(record)) {
                        break;
                    }
                }
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            transactions.close();
        }
    }

    /** Reads anew what it is given: the book must hold all labels of a partition, and of no other one. */
    private final class Restart implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            restart();
        }
    }

    private void restart() {
        Set<TopicPartition> owned = consumer.assignment();
        fresh.clear();
        book.clear();
        committed(owned).forEach((partition, offset) -> fresh.put(partition, offset == null ? 0 : offset.offset()));
        consumer.seekToBeginning(owned);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> owned) {
        while (true) {
            try {
                return consumer.committed(owned);
            } catch (TimeoutException e) {
                LOG.warnf("The committed offsets cannot be read yet, trying again: %s", e.getMessage());
            }
        }
    }

    /** Whether the next record may follow; not after a transaction that failed. */
    private boolean take(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        boolean known = record.offset() < fresh.getOrDefault(partition, 0L);
        LateLabels.Outcome outcome = NOTHING;
        Exception refused = null;
        try {
            try {
                outcome = outcome(record, known);
            } catch (SerializationException | IllegalArgumentException e) {
                refused = e;
                outcome = new LateLabels.Outcome(Map.of(), String.valueOf(e.getMessage()));
            }
            if (!known) {
                commit(partition, record, outcome, refused);
            }
            return true;
        } catch (KafkaException e) {
            giveUp(e);
            return false;
        }
    }

    /** Enters a record in the book; what follows from it, if it is fresh. */
    private LateLabels.Outcome outcome(ConsumerRecord<byte[], byte[]> record, boolean known) {
        if (record.key() == null) {
            throw new IllegalArgumentException("a label needs a key");
        }
        LabelKey key = LabelKey.parse(new String(record.key(), StandardCharsets.UTF_8));
        Label label = labels.deserialize(record.topic(), record.value());
        if (label != null && !key.fits(label)) {
            throw new IllegalArgumentException("the label is not the one that its key names");
        }
        boolean changed = book.put(key, label);
        return known || !changed ? NOTHING : lateLabels.apply(key);
    }

    private void giveUp(KafkaException e) {
        if (e instanceof WakeupException || Failures.isLasting(e)) {
            throw e;
        }
        LOG.warnf("A label could not be worked off and will be read again: %s", e.toString());
        transactions
                .abort()
                .ifPresent(
                        why -> LOG.infof("The producer was fenced or has failed, a new one takes its place: %s", why));
        restart();
    }

    private void commit(
            TopicPartition partition,
            ConsumerRecord<byte[], byte[]> record,
            LateLabels.Outcome outcome,
            @Nullable Exception refused) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        outcome.features()
                .forEach((key, features) -> records.add(new ProducerRecord<>(
                        Topics.LABELED_FEATURES.name(),
                        CallIdPartitioner.partitionOf(key, Topics.LABELED_FEATURES.partitions()),
                        key.getBytes(StandardCharsets.UTF_8),
                        features)));
        if (outcome.missing() != null) {
            records.add(DeadLetter.of(record, outcome.missing(), refused));
        }
        transactions.commit(
                records, Map.of(partition, new OffsetAndMetadata(record.offset() + 1)), consumer.groupMetadata());
        fresh.put(partition, record.offset() + 1);
        int windows = (int) outcome.features().values().stream()
                .filter(value -> value != null)
                .count();
        listener.labeled(windows, outcome.missing() != null);
    }
}
