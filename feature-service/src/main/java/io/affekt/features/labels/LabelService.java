package io.affekt.features.labels;

import io.affekt.features.FeatureConfig;
import io.affekt.schemas.ClientSettings;
import io.affekt.schemas.TopicSetup;
import io.affekt.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the worker, from the start of the application to its end. */
@ApplicationScoped
public class LabelService {

    private static final Logger LOG = Logger.getLogger(LabelService.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final String GROUP = "feature-service-labels";

    private final FeatureConfig config;
    private final Map<String, Object> kafka;
    private final MeterRegistry metrics;

    private @Nullable TopicLog log;
    private @Nullable LabelWorker worker;
    private volatile @Nullable Thread thread;

    LabelService(
            FeatureConfig config,
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
                        Topics.CALLS,
                        Topics.LABELS,
                        Topics.MFCC_VECTORS,
                        Topics.LABELED_FEATURES,
                        Topics.DEAD_LETTERS));
        LabelBook book = new LabelBook();
        log = new TopicLog(kafka, config.features().vectorLag());
        LateLabels lateLabels = new LateLabels(log, log, config.features().augmentations(), book);
        worker = new LabelWorker(consumer(), this::producer, lateLabels, book, this::count);
        Thread started = new Thread(worker, "label-worker");
        started.setUncaughtExceptionHandler((dead, failure) -> LOG.errorf(failure, "Thread %s died", dead.getName()));
        thread = started;
        started.start();
    }

    private void count(int windows, boolean deadLetter) {
        metrics.counter("affekt.late.labels").increment(windows);
        metrics.counter("affekt.dead.letters").increment(deadLetter ? 1 : 0);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread running = thread;
        if (worker != null && running != null) {
            worker.stop();
            running.join(STOP_WITHIN.toMillis());
        }
        if (log != null) {
            log.close();
        }
    }

    /** Whether the worker runs, or has not been started yet. */
    public boolean alive() {
        Thread running = thread;
        return running == null || running.isAlive();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Looking for one label's vectors may take a while.
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1500);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-" + UUID.randomUUID());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.DEAD_LETTERS.maxMessageBytes());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
