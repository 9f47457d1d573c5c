package io.affekt.ingest;

import io.affekt.audio.decode.AudioLimits;
import io.affekt.ingest.calls.CallDirectory;
import io.affekt.ingest.calls.CallPublisher;
import io.affekt.ingest.calls.NewCall;
import io.affekt.ingest.calls.Spool;
import io.affekt.ingest.folder.WatchedFolder;
import io.affekt.schemas.TopicSetup;
import io.affekt.schemas.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Holds spool, directory, publisher and folder from the start of the application to its end. */
@ApplicationScoped
public class IngestService {

    private static final Logger LOG = Logger.getLogger(IngestService.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final IngestConfig config;
    private final Map<String, Object> kafka;

    @SuppressWarnings("NullAway.Init")
    private KafkaProducer<byte[], byte[]> producer;

    @SuppressWarnings("NullAway.Init")
    private CallDirectory directory;

    @SuppressWarnings("NullAway.Init")
    private Thread directoryThread;

    @SuppressWarnings("NullAway.Init")
    private Spool spool;

    @SuppressWarnings("NullAway.Init")
    private CallPublisher publisher;

    private @Nullable ScheduledExecutorService sweeper;

    IngestService(IngestConfig config, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.kafka = kafka;
    }

    void start(@Observes StartupEvent event) throws InterruptedException, IOException {
        TopicSetup.ensure(kafka, config.createTopics(), List.of(Topics.CALLS, Topics.AUDIO_CHUNKS));
        IngestConfig.Ingest ingest = config.ingest();
        spool = new Spool(ingest.spoolDir(), ingest.maxUploadBytes(), ingest.maxSpoolBytes());
        producer = new KafkaProducer<>(producerSettings(), new ByteArraySerializer(), new ByteArraySerializer());
        directory = new CallDirectory(kafka, ingest.spoolDir());
        directoryThread = new Thread(directory, "call-directory");
        directoryThread.setUncaughtExceptionHandler(
                (thread, failure) -> LOG.errorf(failure, "Thread %s died", thread.getName()));
        directoryThread.start();
        publisher = new CallPublisher(
                producer,
                directory,
                new AudioLimits(
                        ingest.maxSeconds(),
                        ingest.maxChannels(),
                        ingest.minSampleRate(),
                        ingest.maxSampleRate(),
                        ingest.maxExpansion()),
                ingest.analysedRoles());
        if (ingest.folder().path().isPresent()) {
            watch(ingest.folder().path().get());
        }
    }

    private void watch(Path path) throws IOException {
        IngestConfig.Folder settings = config.ingest().folder();
        WatchedFolder folder = new WatchedFolder(
                path,
                settings.every(),
                NewCall.roles(settings.channels().orElse(null)),
                settings.consentBasis().orElse(null),
                spool,
                publisher);
        sweeper = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "watched-folder"));
        var unused = sweeper.scheduleWithFixedDelay(
                () -> {
                    try {
                        directory.awaitCaughtUp();
                        folder.sweep();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (Throwable e) {
                        // Whatever leaves this method would end the sweeps unseen.
                        LOG.errorf(e, "The folder %s could not be looked through; it is tried again", path);
                    }
                },
                0,
                settings.every().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 18);
        // A chunk that was given up would be a hole in its call. Who uploads does not wait so long: see CallPublisher.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return settings;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (sweeper != null) {
            sweeper.shutdownNow();
            if (!sweeper.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("The watched folder did not stop within %s", STOP_WITHIN);
            }
        }
        if (directory != null) {
            directory.stop();
            directoryThread.join(STOP_WITHIN.toMillis());
        }
        if (producer != null) {
            producer.close(STOP_WITHIN);
        }
        if (directory != null) {
            directory.close();
        }
    }

    boolean alive() {
        return directoryThread != null && directoryThread.isAlive();
    }

    @Produces
    CallDirectory directory() {
        return directory;
    }

    @Produces
    Spool spool() {
        return spool;
    }

    @Produces
    CallPublisher publisher() {
        return publisher;
    }
}
