package io.affekt.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.Architecture;
import io.affekt.model.Emotion;
import io.affekt.model.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldStoreTest {

    private static final TrainingSettings SETTINGS =
            TrainingSettings.of(Architecture.ENSEMBLE, FeatureSpecification.DEFAULT.id(), 94, 3, 5);

    @TempDir
    private Path folder;

    private int trainings;

    private TrainingSettings trained(Emotion label, String decidedBy) throws IOException {
        Path file = Files.write(folder.resolve("a.wav"), new byte[] {1, 2, 3});
        FoldStore store = new FoldStore(
                folder.resolve("kept"), List.of(new LabeledRecording(file, "a", label, "somebody", false, Map.of())));
        Supplier<TrainingSettings> training = () -> {
            trainings++;
            return SETTINGS;
        };
        return store.get("fold", decidedBy, TrainingSettings.class, training);
    }

    @Test
    void shouldTrainOnceWhatIsDecidedByTheSame() throws IOException {
        TrainingSettings first = trained(Emotion.SAD, "seed 1");
        TrainingSettings again = trained(Emotion.SAD, "seed 1");

        assertThat(trainings).isEqualTo(1);
        assertThat(again).isEqualTo(first).isEqualTo(SETTINGS);
    }

    @Test
    void shouldTrainAgainForOtherSettingsOrAnotherCorpus() throws IOException {
        trained(Emotion.SAD, "seed 1");
        trained(Emotion.SAD, "seed 2");
        trained(Emotion.ANGRY, "seed 1");

        assertThat(trainings).isEqualTo(3);
    }
}
