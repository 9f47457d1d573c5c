package io.affekt.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.TrainingSet;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    private static final String SPECIFICATION = "mfcc2-x";

    @TempDir
    Path folder;

    private Dataset dataset;

    @BeforeEach
    void open() throws IOException {
        dataset = new Dataset(SPECIFICATION, folder);
    }

    @AfterEach
    void close() throws IOException {
        dataset.close();
    }

    private void put(Dataset into, String call, String speaker, String augmentation, Emotion emotion, float value) {
        into.put(
                Keys.labeledWindow(call, 0, 0, augmentation),
                LabeledFeatures.newBuilder()
                        .setVector(MfccVector.newBuilder()
                                .setCallId(call)
                                .setChannel(0)
                                .setRole(ChannelRole.customer)
                                .setWindowIndex(0)
                                .setStartMs(0)
                                .setEndMs(3000)
                                .setRecordedAt(Instant.EPOCH)
                                .setFeatures(List.of(FeatureMatrix.newBuilder()
                                        .setSpecification(SPECIFICATION)
                                        .setFrames(2)
                                        .setCoefficients(2)
                                        .setMatrix(Matrices.encode(new float[] {value, 1, 2, 3}))
                                        .build()))
                                .build())
                        .setEmotion(emotion)
                        .setSpeaker(speaker)
                        .setAnnotator("corpus")
                        .setAugmentation(augmentation)
                        .build());
    }

    private void tenSpeakers(Dataset into) {
        for (int i = 0; i < 10; i++) {
            put(into, "call-" + i, "speaker-" + i, "none", Emotion.happy, i);
            put(into, "call-" + i, "speaker-" + i, "telephone", Emotion.happy, 100 + i);
        }
    }

    @Test
    void shouldNeverTrainOnWhomItJudges() {
        tenSpeakers(dataset);

        TrainingSet training = dataset.training();
        TrainingSet heldOut = dataset.heldOut();

        assertThat(dataset.heldOutSpeakers()).isNotEmpty();
        assertThat(heldOut.windows()).isEqualTo(dataset.heldOutSpeakers().size());
        assertThat(training.windows() + heldOut.windows()).isEqualTo(10);
        for (int w = 0; w < heldOut.windows(); w++) {
            assertThat(heldOut.copies(w)).as("only originals are judged on").isEqualTo(1);
            assertThat(heldOut.features(w, 0).values()[0]).isLessThan(100);
        }
        assertThat(training.copies(0)).isEqualTo(2);
        assertThat(training.features(0, 0).values()[0]).as("the original first").isLessThan(100);
    }

    @Test
    void shouldHonourRelabelsAndTombstones() {
        put(dataset, "call", null, "none", Emotion.happy, 1);
        put(dataset, "call", null, "none", Emotion.sad, 2);
        put(dataset, "gone", null, "none", Emotion.sad, 3);

        dataset.remove("gone/0/0/none");

        assertThat(dataset.size()).isEqualTo(1);
        assertThat(dataset.speakers()).as("a call without speaker is its own").containsExactly("call");
        assertThat(dataset.training().emotion(0)).isEqualTo(io.affekt.model.Emotion.SAD);
        assertThat(dataset.training().features(0, 0).values()[0]).isEqualTo(2f);
    }

    @Test
    void shouldHashWhatItHoldsWhateverTheOrder() throws IOException {
        tenSpeakers(dataset);
        try (Dataset reversed = new Dataset(SPECIFICATION, folder)) {
            for (int i = 9; i >= 0; i--) {
                put(reversed, "call-" + i, "speaker-" + i, "telephone", Emotion.happy, 100 + i);
                put(reversed, "call-" + i, "speaker-" + i, "none", Emotion.happy, i);
            }
            assertThat(reversed.sha256()).isEqualTo(dataset.sha256());

            put(reversed, "call-3", "speaker-3", "none", Emotion.sad, 3);
            assertThat(reversed.sha256()).isNotEqualTo(dataset.sha256());
        }
    }

    @Test
    void shouldLeaveNoFileBehind() throws IOException {
        tenSpeakers(dataset);

        dataset.close();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
