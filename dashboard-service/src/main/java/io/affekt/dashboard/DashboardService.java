package io.affekt.dashboard;

import io.affekt.dashboard.alerts.AlertRule;
import io.affekt.dashboard.audio.CallAudio;
import io.affekt.dashboard.labels.LabelSender;
import io.affekt.dashboard.platform.PlatformWatch;
import io.affekt.dashboard.summary.BoundedMemory;
import io.affekt.dashboard.summary.CallReader;
import io.affekt.dashboard.summary.Stores;
import io.affekt.dashboard.summary.SummarySettings;
import io.affekt.dashboard.summary.SummaryTopology;
import io.affekt.schemas.CallIdPartitioner;
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
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;

/** Runs the topology: exactly once, from the start of the application to its end. */
@ApplicationScoped
public class DashboardService implements Stores {

    private static final Logger LOG = Logger.getLogger(DashboardService.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final DashboardConfig config;
    private final Map<String, Object> kafka;
    private final MeterRegistry metrics;

    @SuppressWarnings("NullAway.Init")
    private volatile KafkaStreams streams;

    DashboardService(
            DashboardConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics) {
        this.config = config;
        this.kafka = kafka;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        TopicSetup.ensure(
                kafka,
                config.createTopics(),
                List.of(
                        Topics.CALLS,
                        Topics.AUDIO_CHUNKS,
                        Topics.MFCC_VECTORS,
                        Topics.PREDICTIONS,
                        Topics.CALL_SUMMARIES,
                        Topics.LABELS,
                        Topics.ALERTS,
                        Topics.DEAD_LETTERS));
        DashboardConfig.Dashboard dashboard = config.dashboard();
        streams = new KafkaStreams(
                SummaryTopology.build(
                        new SummarySettings(dashboard.summarizeEvery(), dashboard.rememberFor(), rules()),
                        metrics.counter("affekt.unreadable.records")::increment),
                properties());
        streams.setUncaughtExceptionHandler(failure -> {
            boolean passing = Failures.isPassing(failure);
            LOG.errorf(failure, "A stream thread failed; %s", passing ? "it is replaced" : "the service stops");
            return passing
                    ? StreamThreadExceptionResponse.REPLACE_THREAD
                    : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.start();
        new KafkaStreamsMetrics(streams).bindTo(metrics);
    }

    private List<AlertRule> rules() {
        return config.dashboard().alerts().entrySet().stream()
                .map(alert -> alert.getValue().rule(alert.getKey()))
                .toList();
    }

    void stop(@Observes ShutdownEvent event) {
        if (streams != null && !streams.close(CLOSE_WITHIN)) {
            LOG.warnf("The streams did not close within %s", CLOSE_WITHIN);
        }
    }

    KafkaStreams.State state() {
        return streams == null ? KafkaStreams.State.CREATED : streams.state();
    }

    @Produces
    @Singleton
    CallReader reader() {
        return new CallReader(this);
    }

    @Produces
    @Singleton
    LabelSender labelSender() {
        return new LabelSender(kafka);
    }

    void close(@Disposes LabelSender sender) {
        sender.close();
    }

    @Produces
    @Singleton
    CallAudio audio() {
        return new CallAudio(kafka);
    }

    void close(@Disposes CallAudio audio) {
        audio.close();
    }

    @Produces
    @Singleton
    PlatformWatch watch() {
        return new PlatformWatch(kafka);
    }

    void close(@Disposes PlatformWatch watch) {
        watch.close();
    }

    @Override
    public <V> ReadOnlyKeyValueStore<String, V> of(String store, String callId) {
        return part(store, CallIdPartitioner.partitionOf(callId, Topics.PARTITIONS));
    }

    @Override
    public <V> List<ReadOnlyKeyValueStore<String, V>> all(String store) {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> this.<V>part(store, partition))
                .toList();
    }

    private <V> ReadOnlyKeyValueStore<String, V> part(String store, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore())
                .withPartition(partition));
    }

    private Properties properties() {
        DashboardConfig.Dashboard dashboard = config.dashboard();
        Properties properties = new Properties();
        properties.putAll(kafka);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dashboard-service");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, dashboard.stateDir().toString());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 500);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class.getName());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16 << 20);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1500);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 10_000);
        properties.put(
                StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, WallclockTimestampExtractor.class.getName());
        return properties;
    }
}
