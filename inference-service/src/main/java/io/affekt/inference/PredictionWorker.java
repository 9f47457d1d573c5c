package io.affekt.inference;

import io.affekt.model.EmotionClassifier;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Failures;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.StageTrace;
import io.affekt.schemas.Topics;
import io.affekt.schemas.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
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
 * Consume, classify, produce: each batch of vectors becomes predictions and committed offsets in one transaction
 * (KIP-447). A whole batch is worked off between two polls, so that partitions are never taken away in its middle; an
 * instance that was fenced meanwhile fails to commit, gives the batch up and goes on with what it owns.
 *
 * <p>Runs on a thread of its own; {@link #stop} may be called from any.
 */
final class PredictionWorker implements Runnable {

    /** Told of each committed batch. */
    interface Listener {
        /**
         * @param read what was read
         * @param predictions what came of it
         * @param deadLetters how many records could not be classified
         */
        void committed(ConsumerRecords<byte[], byte[]> read, List<Prediction> predictions, int deadLetters);
    }

    private static final Logger LOG = Logger.getLogger(PredictionWorker.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final ModelSlot slot;
    private final Predictor predictor;
    private final Consumer<byte[], byte[]> consumer;
    private final Transactions transactions;
    private final Listener listener;
    private final AvroSerde<MfccVector> vectors = Topics.MFCC_VECTORS.serde();
    private final AvroSerde<Prediction> predictions = Topics.PREDICTIONS.serde();

    private volatile boolean stopping;

    PredictionWorker(
            ModelSlot slot,
            Predictor predictor,
            Consumer<byte[], byte[]> consumer,
            Supplier<Producer<byte[], byte[]>> producers,
            Listener listener) {
        this.slot = slot;
        this.predictor = predictor;
        this.consumer = consumer;
        transactions = new Transactions(producers);
        this.listener = listener;
    }

    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        ServingModel model = null;
        try {
            model = slot.awaitFirst();
            consumer.subscribe(Set.of(Topics.MFCC_VECTORS.name()));
            while (!stopping) {
                model = slot.takeNewer(model);
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    process(records, model);
                }
            }
        } catch (WakeupException | InterruptedException e) {
            if (!stopping) {
                throw new IllegalStateException("The worker was woken up without being told to stop", e);
            }
        } finally {
            close(model);
        }
    }

    private void close(@Nullable ServingModel model) {
        try {
            // Static members do not leave by themselves.
            consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        } finally {
            transactions.close();
            if (model != null) {
                model.close();
            }
            slot.close();
        }
    }

    private void process(ConsumerRecords<byte[], byte[]> records, ServingModel model) {
        List<StageTrace> traces = new ArrayList<>(records.count());
        try {
            classify(records, model, traces);
        } catch (KafkaException e) {
            if (e instanceof WakeupException || Failures.isLasting(e)) {
                throw e;
            }
            LOG.warnf("A batch of %d records is given up and will be read again: %s", records.count(), e.toString());
            transactions
                    .abort()
                    .ifPresent(why ->
                            LOG.infof("The producer was fenced or has failed, a new one takes its place: %s", why));
            rewind();
        } finally {
            traces.forEach(StageTrace::close);
        }
    }

    private void classify(ConsumerRecords<byte[], byte[]> records, ServingModel model, List<StageTrace> traces) {
        List<ProducerRecord<byte[], byte[]>> out = new ArrayList<>(records.count());
        List<MfccVector> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                MfccVector vector = checked(record, model.classifier());
                traces.add(StageTrace.follow(record.headers(), "predict", vector.getCallId()));
                batch.add(vector);
            } catch (SerializationException | IllegalArgumentException e) {
                LOG.warnf(
                        "Record %d of partition %d is put aside: %s",
                        record.offset(), record.partition(), e.getMessage());
                out.add(DeadLetter.of(record, String.valueOf(e.getMessage()), e));
            }
        }
        int deadLetters = out.size();
        List<Prediction> predicted = predictor.predict(batch, model);
        for (int w = 0; w < predicted.size(); w++) {
            Prediction prediction = predicted.get(w);
            out.add(new ProducerRecord<>(
                    Topics.PREDICTIONS.name(),
                    null,
                    prediction.getCallId().getBytes(StandardCharsets.UTF_8),
                    predictions.serialize(Topics.PREDICTIONS.name(), prediction),
                    traces.get(w).headers()));
        }
        transactions.commit(out, records.nextOffsets(), consumer.groupMetadata());
        listener.committed(records, predicted, deadLetters);
    }

    /** Goes back to what is committed; while the broker is away, that waits for it. */
    private void rewind() {
        Set<TopicPartition> owned = consumer.assignment();
        Map<TopicPartition, OffsetAndMetadata> committed = committed(owned);
        for (TopicPartition partition : owned) {
            OffsetAndMetadata offset = committed.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(Set.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
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

    private MfccVector checked(ConsumerRecord<byte[], byte[]> record, EmotionClassifier classifier) {
        MfccVector vector = vectors.deserialize(record.topic(), record.value());
        if (vector == null) {
            throw new IllegalArgumentException("a vector cannot be deleted by a tombstone");
        }
        for (FeatureMatrix matrix : vector.getFeatures()) {
            if (matrix.getSpecification().equals(classifier.featureSpecification())) {
                Matrices.check(matrix);
                if (matrix.getCoefficients() < classifier.coefficients()) {
                    throw new IllegalArgumentException("the matrix has " + matrix.getCoefficients()
                            + " coefficients, the model reads " + classifier.coefficients());
                }
            }
        }
        return vector;
    }
}
