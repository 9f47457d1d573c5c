package io.affekt.inference;

import io.affekt.schemas.ClientSettings;
import io.affekt.schemas.TopicSetup;
import io.affekt.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;

/** Runs the follower and the workers, from the start of the application to its end. */
@ApplicationScoped
public class InferenceService {

    private static final Logger LOG = Logger.getLogger(InferenceService.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final int FULL_BATCH_BYTES = 2 << 20;

    private final InferenceConfig config;
    private final Map<String, Object> kafka;
    private final MeterRegistry metrics;
    private final List<Thread> threads = new ArrayList<>();
    private final List<PredictionWorker> workers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private volatile ModelFollower follower;

    InferenceService(
            InferenceConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics) {
        this.config = config;
        this.kafka = ClientSettings.withoutReporters(kafka);
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        TopicSetup.ensure(
                kafka,
                config.createTopics(),
                List.of(
                        Topics.MFCC_VECTORS,
                        Topics.PREDICTIONS,
                        Topics.MODEL_VERSIONS,
                        Topics.MODEL_ALIASES,
                        Topics.DEAD_LETTERS));
        InferenceConfig.Inference inference = config.inference();
        List<ModelSlot> slots = new ArrayList<>();
        Predictor predictor = new Predictor(inference.minConfidence(), InstantSource.system());
        InferenceMetrics measured = new InferenceMetrics(metrics);
        int workerCount = inference.workers().orElse(Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < workerCount; i++) {
            ModelSlot slot = new ModelSlot();
            slots.add(slot);
            int worker = i;
            workers.add(new PredictionWorker(slot, predictor, consumer(worker), () -> producer(worker), measured));
        }
        follower = new ModelFollower(kafka, inference.model(), inference.alias(), slots, measured::reloaded);
        metrics.gauge("affekt.models.open", follower, ModelFollower::open);
        metrics.gauge("affekt.model.version", follower, of -> of.status().version());
        run("model-follower", follower);
        for (int i = 0; i < workers.size(); i++) {
            run("prediction-worker-" + i, workers.get(i));
        }
    }

    private void run(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setUncaughtExceptionHandler((dead, failure) -> LOG.errorf(failure, "Thread %s died", dead.getName()));
        threads.add(thread);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (follower != null) {
            follower.stop();
        }
        workers.forEach(PredictionWorker::stop);
        for (Thread thread : threads) {
            if (follower.status().model() == null) {
                thread.interrupt();
            }
            thread.join(STOP_WITHIN.toMillis());
        }
    }

    ModelStatus status() {
        return follower == null ? new ModelStatus(null, null) : follower.status();
    }

    boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    private Consumer<byte[], byte[]> consumer(int worker) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.inference().groupId());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.inference().maxBatch());
        // The broker answers when this much is there, or this long has passed: batches across calls cost little delay.
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FULL_BATCH_BYTES);
        settings.put(
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                Math.toIntExact(config.inference().linger().toMillis()));
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        // A static member (KIP-345) takes its partitions over again at once.
        config.inference()
                .instanceId()
                .ifPresent(id -> settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, id + "-" + worker));
        // A killed instance's partitions are taken over by others after this long.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1500);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        new KafkaClientMetrics(consumer).bindTo(metrics);
        return consumer;
    }

    private Producer<byte[], byte[]> producer(int worker) {
        Map<String, Object> settings = new HashMap<>(kafka);
        // A killed instance that comes back under its name ends the transaction that it left open.
        String instance =
                config.inference().instanceId().orElse(UUID.randomUUID().toString());
        settings.put(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.inference().groupId() + "-" + instance + "-" + worker);
        // Until then, or for this long, it hides the records of the others.
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 5000);
        // A dead letter is as large as what came.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.DEAD_LETTERS.maxMessageBytes());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
