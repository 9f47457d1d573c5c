package io.affekt.trainer.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affekt.cli.platform.TestKafka;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Lineage;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.ModelVersion;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** G3: going back is one event; the topics are the truth. */
class ModelRegistryIT {

    private final String model = "m-" + UUID.randomUUID();
    private ModelRegistry registry;

    @BeforeEach
    void open() throws Exception {
        registry = new ModelRegistry(TestKafka.clients());
        registry.load();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private ModelVersion draft(int archiveBytes) {
        byte[] archive = new byte[archiveBytes];
        Arrays.fill(archive, (byte) 7);
        return ModelVersion.newBuilder()
                .setName(model)
                .setVersion(0)
                .setCreatedAt(Instant.ofEpochMilli(1))
                .setArchive(ByteBuffer.wrap(archive))
                .setArchiveSha256("00")
                .setArchitecture("cnn1d")
                .setFeatureSpecification("mfcc")
                .setEmotions(List.of(Emotion.values()))
                .setLineage(Lineage.newBuilder()
                        .setEndOffsets(Map.of())
                        .setDatasetSha256("")
                        .setWindows(0)
                        .setHeldOutSpeakers(List.of())
                        .setSeed(1)
                        .setParameters(Map.of())
                        .setCodeVersion("test")
                        .build())
                .build();
    }

    private int promote(int version) {
        return registry.promote(model, "production", version, "test", "ann").getVersion();
    }

    private int rollback() {
        return registry.rollback(model, "production", "test", "ann").getVersion();
    }

    @Test
    void shouldNumberVersionsAndFindThemAfterARestart() throws Exception {
        registry.publish(draft(10));
        int second = registry.publish(draft(20)).version().getVersion();
        promote(second);

        try (ModelRegistry restarted = new ModelRegistry(TestKafka.clients())) {
            restarted.load();

            assertThat(restarted.versions(model))
                    .extracting(registered -> registered.version().getVersion())
                    .containsExactly(1, 2);
            assertThat(restarted.current(model, "production").orElseThrow().getVersion())
                    .isEqualTo(2);
            assertThat(restarted.record(model, 2).getArchive().remaining()).isEqualTo(20);
        }
    }

    @Test
    void shouldGoBackToTheVersionBeforeThePresentOne() {
        for (int i = 0; i < 3; i++) {
            promote(registry.publish(draft(10)).version().getVersion());
        }

        assertThat(rollback()).isEqualTo(2);
        assertThat(rollback()).as("going back twice goes back two versions").isEqualTo(1);
        assertThatThrownBy(this::rollback).isInstanceOf(NoSuchElementException.class);
        promote(3);
        assertThat(rollback()).isEqualTo(1);
        assertThat(registry.history(model, "production"))
                .extracting(ModelAlias::getVersion)
                .as("the log is the history")
                .containsExactly(1, 2, 3, 2, 1, 3, 1);
    }

    @Test
    void shouldPointAtTheRecordOfTheVersion() {
        registry.publish(draft(10));
        RegisteredVersion second = registry.publish(draft(10));

        ModelAlias alias = registry.promote(model, "production", 2, "because", "ann");

        assertThat(alias.getVersionOffset()).isEqualTo(second.offset());
        assertThat(alias.getPreviousVersion()).isNull();
    }

    @Test
    void shouldPublishTheLargestArchiveAndRefuseALargerOne() {
        assertThat(registry.publish(draft(Topics.MAX_ARCHIVE_BYTES)).version().getVersion())
                .isEqualTo(1);
        assertThatThrownBy(() -> registry.publish(draft(Topics.MAX_ARCHIVE_BYTES + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most");
    }

    @Test
    void shouldWriteNoMoreWhenAnotherHasTakenOver() throws Exception {
        registry.publish(draft(10));
        try (ModelRegistry heir = new ModelRegistry(TestKafka.clients())) {
            heir.load();

            assertThatThrownBy(() -> registry.publish(draft(20))).hasMessageContaining("Another trainer-service");
            assertThatThrownBy(() -> promote(1)).hasMessageContaining("Another trainer-service");

            assertThat(heir.publish(draft(30)).version().getVersion()).isEqualTo(2);
            assertThat(heir.record(model, 2).getArchive().remaining()).isEqualTo(30);
            heir.load();
            assertThat(heir.versions(model))
                    .as("what the other one tried is not there")
                    .hasSize(2);
        }
    }

    @Test
    void shouldNotPromoteWhatIsNotThere() {
        assertThatThrownBy(() -> promote(9)).hasMessageContaining("no version 9");
    }
}
