package io.affekt.features;

import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.schemas.ClientSettings;
import io.affekt.schemas.Failures;
import io.affekt.schemas.TopicSetup;
import io.affekt.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the topology: exactly once, from the start of the application to its end. */
@ApplicationScoped
public class FeatureService {

    private static final Logger LOG = Logger.getLogger(FeatureService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final FeatureConfig config;
    private final Map<String, Object> kafka;
    private final MeterRegistry metrics;

    @SuppressWarnings("NullAway.Init")
    private volatile KafkaStreams streams;

    private @Nullable LastChunks lastChunks;

    FeatureService(
            FeatureConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics) {
        this.config = config;
        this.kafka = ClientSettings.withoutReporters(kafka);
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        FeatureConfig.Features features = config.features();
        FeatureSettings settings = new FeatureSettings(
                features.specifications().stream()
                        .map(FeatureSpecification::parse)
                        .toList(),
                features.augmentations().stream().map(Augmentation::parse).toList(),
                features.idleAfter(),
                features.rememberFor(),
                features.maxGapChunks());
        TopicSetup.ensure(
                kafka,
                config.createTopics(),
                List.of(Topics.AUDIO_CHUNKS, Topics.MFCC_VECTORS, Topics.LABELED_FEATURES, Topics.DEAD_LETTERS));
        lastChunks = new LastChunks(new TopicChunkLog(kafka), features.heldChunks());
        streams = new KafkaStreams(
                FeatureTopology.build(settings, lastChunks, new FeatureMetrics(metrics)), properties());
        streams.setUncaughtExceptionHandler(failure -> {
            boolean passing = Failures.isPassing(failure);
            LOG.errorf(failure, "A stream thread failed; %s", passing ? "it is replaced" : "the service stops");
            return passing
                    ? StreamThreadExceptionResponse.REPLACE_THREAD
                    : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        // Not sooner: beside it, Quarkus takes twice as long to start. While tasks are restored, there is time.
        WarmUp.start(settings.specifications());
        new KafkaStreamsMetrics(streams).bindTo(metrics);
    }

    void stop(@Observes ShutdownEvent event) {
        if (streams != null
                && !streams.close(
                        new KafkaStreams.CloseOptions().timeout(CLOSE_WITHIN).leaveGroup(true))) {
            LOG.warnf("The streams did not close within %s", CLOSE_WITHIN);
        }
        if (lastChunks != null) {
            lastChunks.close();
        }
    }

    KafkaStreams.State state() {
        return streams == null ? KafkaStreams.State.CREATED : streams.state();
    }

    private Properties properties() {
        FeatureConfig.Features features = config.features();
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "feature-service");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                features.threads().orElse(Runtime.getRuntime().availableProcessors()));
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                features.commitInterval().toMillis());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, features.stateDir().toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        // A chunk has 48 kB: what Streams reads ahead by default, 1000 of each partition, would fill the heap.
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 32);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 64);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20);
        // A static member (KIP-345) takes its partitions over again at once, and leaves when it closes (KIP-812).
        // Without a name, Streams does not leave: a short session keeps others from waiting for it.
        features.instanceId()
                .ifPresent(id ->
                        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1500);
        // The transaction of a killed instance hides the records of the others for this long. Shorter, and a machine
        // that is too busy to make augmented copies in time would have its own transactions aborted.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        // A dead letter is as large as what came.
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Topics.DEAD_LETTERS.maxMessageBytes());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 1 << 18);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        return properties;
    }
}
