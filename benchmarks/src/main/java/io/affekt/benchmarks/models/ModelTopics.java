package io.affekt.benchmarks.models;

import io.affekt.cli.platform.HealthClient;
import io.affekt.model.ModelArchive;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Lineage;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.ModelVersion;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts models of the benchmark's own into service, past the trainer: only on a platform that is thrown away. Used by one
 * thread.
 */
public final class ModelTopics implements AutoCloseable {

    private static final String MODEL = "emotion";
    private static final String ALIAS = "production";
    private static final Duration SERVED_WITHIN = Duration.ofSeconds(60);

    private final List<HealthClient> inference;
    private final Map<String, Object> kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param kafka settings of every client
     * @param inference who says which model is served: every instance
     */
    public ModelTopics(Map<String, Object> kafka, List<HealthClient> inference) {
        this.inference = List.copyOf(inference);
        this.kafka = kafka;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MODEL_VERSIONS.maxMessageBytes());
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes a version; returns where it stands. */
    public long publish(int version, ModelArchive archive) throws InterruptedException {
        byte[] bytes = archive.toBytes();
        return publish(version, bytes, ModelArchive.sha256(bytes), archive.featureSpecification());
    }

    /** Publishes a version as it is described, be it right or wrong; returns where it stands. */
    public long publish(int version, byte[] archive, String sha256, String specification) throws InterruptedException {
        ModelVersion record = ModelVersion.newBuilder()
                .setName(MODEL)
                .setVersion(version)
                .setCreatedAt(Instant.now())
                .setArchive(ByteBuffer.wrap(archive))
                .setArchiveSha256(sha256)
                .setArchitecture("benchmark")
                .setFeatureSpecification(specification)
                .setEmotions(List.of(Emotion.values()))
                .setLineage(Lineage.newBuilder()
                        .setEndOffsets(Map.of())
                        .setDatasetSha256("")
                        .setWindows(0)
                        .setHeldOutSpeakers(List.of())
                        .setSeed(0)
                        .setParameters(Map.of())
                        .setCodeVersion("benchmark")
                        .build())
                .build();
        return send(
                        Topics.MODEL_VERSIONS.name(),
                        Keys.modelVersion(MODEL, version),
                        Topics.MODEL_VERSIONS.serde().serialize(Topics.MODEL_VERSIONS.name(), record))
                .offset();
    }

    /** Where the first version of the model stands, which the trainer has published. */
    public long firstVersion() {
        TopicPartition versions = new TopicPartition(Topics.MODEL_VERSIONS.name(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(versions));
            consumer.seekToBeginning(List.of(versions));
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(SERVED_WITHIN)) {
                return record.offset();
            }
        }
        throw new IllegalStateException("There is no model to measure");
    }

    /** Moves the alias; returns at once. */
    public void point(int version, long offset) throws InterruptedException {
        ModelAlias alias = ModelAlias.newBuilder()
                .setName(MODEL)
                .setAlias(ALIAS)
                .setVersion(version)
                .setVersionOffset(offset)
                .setReason("benchmark")
                .setActor("benchmark")
                .setChangedAt(Instant.now())
                .build();
        send(
                Topics.MODEL_ALIASES.name(),
                Keys.modelAlias(MODEL, ALIAS),
                Topics.MODEL_ALIASES.serde().serialize(Topics.MODEL_ALIASES.name(), alias));
    }

    /** Waits until every instance of inference-service serves a version. */
    public void awaitServed(int version) throws InterruptedException {
        long deadline = System.nanoTime() + SERVED_WITHIN.toNanos();
        for (HealthClient instance : inference) {
            while (!instance.servingModel().equals(Optional.of(Keys.modelVersion(MODEL, version)))) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("Version " + version + " was not served in time");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private RecordMetadata send(String topic, String key, byte @Nullable [] value) throws InterruptedException {
        try {
            return producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The model could not be published", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
