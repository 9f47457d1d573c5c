package io.affekt.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affekt.cli.platform.TestKafka;
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
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** G2: a new model is checked, loaded and warm before it serves; whatever fails, the old one stays. */
class ModelFollowerIT {

    private static final String SPECIFICATION = TinyModel.SPECIFICATION;
    private static byte[] archive;

    private final String model = "m-" + UUID.randomUUID();
    private final ModelSlot slot = new ModelSlot();
    private KafkaProducer<byte[], byte[]> producer;
    private ModelFollower follower;
    private Thread thread;

    @BeforeAll
    static void train() {
        archive = TinyModel.archive(1).toBytes();
    }

    @BeforeEach
    void start() throws Exception {
        Map<String, Object> settings = new HashMap<>(TestKafka.clients());
        settings.put("max.request.size", Topics.MODEL_VERSIONS.maxMessageBytes());
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        follower = new ModelFollower(TestKafka.clients(), model, "production", List.of(slot), success -> {});
        thread = new Thread(follower, "follower");
        thread.start();
    }

    @AfterEach
    void stop() throws Exception {
        follower.stop();
        thread.join();
        slot.close();
        producer.close();
    }

    private long publish(int version, byte[] bytes, String sha256, String specification) throws Exception {
        ModelVersion record = ModelVersion.newBuilder()
                .setName(model)
                .setVersion(version)
                .setCreatedAt(Instant.ofEpochMilli(1))
                .setArchive(ByteBuffer.wrap(bytes))
                .setArchiveSha256(sha256)
                .setArchitecture("paper-cnn1d")
                .setFeatureSpecification(specification)
                .setEmotions(List.of(Emotion.values()))
                .setLineage(Lineage.newBuilder()
                        .setEndOffsets(Map.of())
                        .setDatasetSha256("")
                        .setWindows(8)
                        .setHeldOutSpeakers(List.of())
                        .setSeed(1)
                        .setParameters(Map.of())
                        .setCodeVersion("test")
                        .build())
                .build();
        return producer.send(new ProducerRecord<>(
                        Topics.MODEL_VERSIONS.name(),
                        Keys.modelVersion(model, version).getBytes(StandardCharsets.UTF_8),
                        Topics.MODEL_VERSIONS.serde().serialize(Topics.MODEL_VERSIONS.name(), record)))
                .get()
                .offset();
    }

    private long publishGood(int version) throws Exception {
        return publish(version, archive, ModelArchive.sha256(archive), SPECIFICATION);
    }

    private void point(int version, long offset) throws Exception {
        ModelAlias alias = ModelAlias.newBuilder()
                .setName(model)
                .setAlias("production")
                .setVersion(version)
                .setVersionOffset(offset)
                .setReason("test")
                .setActor("ann")
                .setChangedAt(Instant.ofEpochMilli(1))
                .build();
        producer.send(new ProducerRecord<>(
                        Topics.MODEL_ALIASES.name(),
                        Keys.modelAlias(model, "production").getBytes(StandardCharsets.UTF_8),
                        Topics.MODEL_ALIASES.serde().serialize(Topics.MODEL_ALIASES.name(), alias)))
                .get();
    }

    private void awaitStatus(String serving, String failure) {
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            ModelStatus status = follower.status();
            assertThat(status.model()).isEqualTo(serving);
            if (failure == null) {
                assertThat(status.failure()).isNull();
            } else {
                assertThat(status.failure()).contains(failure);
            }
        });
    }

    @Test
    void shouldTakeANewVersionOverBetweenTwoBatches() throws Exception {
        point(1, publishGood(1));
        awaitStatus(model + ":1", null);
        ServingModel first = slot.awaitFirst();
        assertThat(slot.takeNewer(first)).as("nothing newer").isSameAs(first);

        point(2, publishGood(2));
        awaitStatus(model + ":2", null);

        ServingModel second = slot.takeNewer(first);
        assertThat(second.version()).isEqualTo(2);
        second.close();
    }

    @Test
    void shouldKeepTheOldModelWhateverIsWrongWithTheNewOne() throws Exception {
        point(1, publishGood(1));
        awaitStatus(model + ":1", null);
        byte[] damaged = archive.clone();
        damaged[damaged.length / 2] ^= 1;

        point(2, publish(2, damaged, ModelArchive.sha256(archive), SPECIFICATION));
        awaitStatus(model + ":1", "hash");
        point(
                3,
                publish(
                        3,
                        "rubbish".getBytes(StandardCharsets.UTF_8),
                        ModelArchive.sha256("rubbish".getBytes(StandardCharsets.UTF_8)),
                        SPECIFICATION));
        awaitStatus(model + ":1", "archive");
        point(4, publish(4, archive, ModelArchive.sha256(archive), "mfcc13-other"));
        awaitStatus(model + ":1", "its version says mfcc13-other");
        point(5, publishGood(6));
        awaitStatus(model + ":1", "is not that version");

        ServingModel serving = slot.awaitFirst();
        assertThat(serving.version()).isEqualTo(1);
        serving.classifier().warmUp();
        point(7, publishGood(7));
        awaitStatus(model + ":7", null);
        serving = slot.takeNewer(serving);
        assertThat(serving.version()).as("and the next good one serves").isEqualTo(7);
        serving.close();
    }
}
