package io.affekt.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.LedgerReader;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.ledger.SentChannel;
import io.affekt.benchmarks.ledger.Verdict;
import io.affekt.benchmarks.ledger.Verdict.Fault;
import io.affekt.cli.platform.TestKafka;
import io.affekt.model.EmotionClassifier;
import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Controls of the ledger: a guarantee is broken on purpose, and the ledger must say so; the same without the break must be
 * clean. Green elsewhere means something only as long as these hold.
 */
class MutationControlIT {

    private static final int WINDOWS = 200;
    private static final int BATCH = 20;
    private static final int CRASH_AT_BATCH = 4;
    private static final Duration QUIET = Duration.ofSeconds(3);

    /** What a worker dies of. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final String call = "mutation-" + UUID.randomUUID();
    private final String group = "group-" + UUID.randomUUID();
    private final Ledger ledger = new Ledger(new Reference());
    private Map<String, Object> kafka;

    @BeforeEach
    void start() throws Exception {
        kafka = TestKafka.clients();
        ledger.expect(new SentChannel(call, 0, "sound", 24_000L * (WINDOWS + 1)));
        // What other tests have left is not for this group.
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MFCC_VECTORS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            consumer.endOffsets(partitions)
                    .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
            consumer.commitSync(ends);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFindWindowsLostWhenOffsetsAreCommittedBeforeTheyArePredicted(boolean mutated) throws Exception {
        try (LedgerReader reader = reader()) {
            write(false, WINDOWS);
            KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed");
            work(consumer, () -> crashing(consumer, mutated));
            work(consumer("read_committed"), this::producer, reader);

            assertThat(ledger.verdict().count(Fault.LOST))
                    .as("%s", ledger.verdict())
                    .isEqualTo(mutated ? BATCH : 0);
            assertThat(ledger.verdict().clean()).isEqualTo(!mutated);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFindWindowsTwiceWhenAbortedRecordsAreRead(boolean mutated) throws Exception {
        try (LedgerReader reader = reader()) {
            write(true, WINDOWS / 2);
            write(false, WINDOWS);
            work(consumer(mutated ? "read_uncommitted" : "read_committed"), this::producer, reader);

            assertThat(ledger.verdict().count(Fault.DUPLICATED))
                    .as("%s", ledger.verdict())
                    .isEqualTo(mutated ? WINDOWS / 2 : 0);
            assertThat(ledger.verdict().clean()).isEqualTo(!mutated);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldFindModelsMixedWhenOneIsSwappedInTheMiddleOfABatch(boolean mutated) {
        // given: what each version says of each window
        try (EmotionClassifier first = new EmotionClassifier(TinyModel.archive(1));
                EmotionClassifier second = new EmotionClassifier(TinyModel.archive(2))) {
            Reference reference = new Reference();
            String before = call + "-before";
            judged(reference, before, predictions(before, new ServingModel("m", 1, first, () -> {}), 0, BATCH));
            judged(reference, before, predictions(before, new ServingModel("m", 2, second, () -> {}), 0, BATCH));

            // when: the second version's network answers under the first one's name from the middle on, or its own
            String call2 = call + "-swapped";
            List<Prediction> swapped =
                    new ArrayList<>(predictions(call2, new ServingModel("m", 1, first, () -> {}), 0, BATCH / 2));
            swapped.addAll(
                    predictions(call2, new ServingModel("m", mutated ? 1 : 2, second, () -> {}), BATCH / 2, BATCH));

            // then
            Verdict verdict = judged(reference, call2, swapped);
            assertThat(verdict.count(Fault.MIXED)).as("%s", verdict).isEqualTo(mutated ? BATCH / 2 : 0);
            assertThat(verdict.clean()).isEqualTo(!mutated);
        }
    }

    private static Verdict judged(Reference reference, String callId, List<Prediction> predictions) {
        Ledger ledger = new Ledger(reference);
        ledger.expect(new SentChannel(callId, 0, "sound", 24_000L * (BATCH + 1)));
        predictions.forEach(ledger::take);
        return ledger.verdict();
    }

    private static List<Prediction> predictions(String callId, ServingModel model, int from, int to) {
        List<MfccVector> vectors = new ArrayList<>();
        for (int window = from; window < to; window++) {
            SplittableRandom random = new SplittableRandom(window);
            float[] values = new float[TinyModel.FRAMES * 80];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            vectors.add(vector(callId, window)
                    .setFeatures(List.of(FeatureMatrix.newBuilder()
                            .setSpecification(TinyModel.SPECIFICATION)
                            .setFrames(TinyModel.FRAMES)
                            .setCoefficients(80)
                            .setMatrix(Matrices.encode(values))
                            .build()))
                    .build());
        }
        return new Predictor(Optional.of(0.0), InstantSource.system()).predict(vectors, model);
    }

    private static MfccVector.Builder vector(String callId, int window) {
        return MfccVector.newBuilder()
                .setCallId(callId)
                .setChannel(0)
                .setRole(ChannelRole.customer)
                .setWindowIndex(window)
                .setStartMs(1500L * window)
                .setEndMs(1500L * window + 3000)
                .setRecordedAt(Instant.EPOCH.plusMillis(1500L * window))
                .setFeatures(List.of());
    }

    /** Writes the first windows in a transaction, and takes it back where that is wanted. */
    private void write(boolean aborted, int windows) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int window = 0; window < windows; window++) {
                MfccVector vector =
                        vector(call, window).setAbstainReason(AbstainReason.gap).build();
                producer.send(new ProducerRecord<>(
                        Topics.MFCC_VECTORS.name(),
                        call.getBytes(StandardCharsets.UTF_8),
                        Topics.MFCC_VECTORS.serde().serialize(Topics.MFCC_VECTORS.name(), vector)));
            }
            producer.flush();
            if (aborted) {
                producer.abortTransaction();
            } else {
                producer.commitTransaction();
            }
        }
    }

    /** Runs a worker until it dies of its producer. */
    private void work(KafkaConsumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> producers)
            throws InterruptedException {
        Thread thread = new Thread(worker(consumer, producers), "crashing-worker");
        List<Throwable> deaths = new ArrayList<>();
        thread.setUncaughtExceptionHandler((dead, reason) -> deaths.add(reason));
        thread.start();
        thread.join();
        assertThat(deaths).singleElement().isInstanceOf(Crash.class);
    }

    /** Runs a worker until nothing comes any more. */
    private void work(
            KafkaConsumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> producers, LedgerReader reader)
            throws InterruptedException {
        PredictionWorker worker = worker(consumer, producers);
        Thread thread = new Thread(worker, "worker");
        thread.start();
        reader.readUntil(() -> ledger.predicted() > 0 && ledger.complete(), Duration.ofSeconds(20));
        reader.readUntilQuiet(QUIET);
        worker.stop();
        thread.join();
    }

    private static PredictionWorker worker(
            KafkaConsumer<byte[], byte[]> consumer, Supplier<Producer<byte[], byte[]>> producers) {
        ModelSlot slot = new ModelSlot();
        slot.offer(new ServingModel("m", 1, new EmotionClassifier(TinyModel.archive(1)), () -> {}));
        Predictor predictor = new Predictor(Optional.of(0.0), InstantSource.system());
        return new PredictionWorker(slot, predictor, consumer, producers, (read, predictions, deadLetters) -> {});
    }

    /** A producer that dies before it sends its last batch; mutated, the consumer's offsets are committed by then. */
    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> crashing(KafkaConsumer<byte[], byte[]> consumer, boolean mutated) {
        Producer<byte[], byte[]> producer = producer();
        int[] batches = {0};
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("beginTransaction") && ++batches[0] == CRASH_AT_BATCH) {
                        if (mutated) {
                            consumer.commitSync();
                        }
                        throw new Crash();
                    }
                    try {
                        return method.invoke(producer, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "mutation-" + UUID.randomUUID());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private LedgerReader reader() {
        return new LedgerReader(kafka, List.of(Topics.PREDICTIONS), ledger, (prediction, at) -> {});
    }
}
