package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTrainerTest {

    private static final ModelTrainer.Progress QUIET = (epoch, epochs, loss) -> {};

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);

    @AfterAll
    static void stop() {
        WORKERS.shutdown();
    }

    private static ModelArchive train(TrainingSet set, TrainingSettings settings, ModelTrainer.Progress progress) {
        return ModelTrainer.train(set, settings, WORKERS, progress).archive();
    }

    private static TrainingSettings settings(Architecture architecture, int epochs) {
        return TrainingSettings.of(architecture, SyntheticSpeech.SPECIFICATION, SyntheticSpeech.FRAMES, epochs, 7);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void shouldLearnWhatCanBeLearned(Architecture architecture) {
        boolean quick = architecture == Architecture.CNN1D || architecture == Architecture.ENSEMBLE;
        int epochs = quick ? 12 : 40;
        SyntheticSpeech heard = new SyntheticSpeech(120, 1);
        SyntheticSpeech unheard = new SyntheticSpeech(80, 2);

        ModelArchive archive = train(heard, settings(architecture, epochs), QUIET);

        assertThat(accuracy(archive, unheard)).isGreaterThan(0.5);
    }

    private static double accuracy(ModelArchive archive, TrainingSet set) {
        List<Emotion> labels = new ArrayList<>();
        List<FeatureMatrix> matrices = new ArrayList<>();
        for (int w = 0; w < set.windows(); w++) {
            labels.add(set.emotion(w));
            matrices.add(set.features(w, 0));
        }
        try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
            return Evaluation.of(labels, List.of(classifier.classify(matrices))).accuracy();
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void shouldGiveTheSameArchiveForTheSameSeed(Architecture architecture) {
        SyntheticSpeech set = new SyntheticSpeech(40, 1);

        byte[] first = train(set, settings(architecture, 2), QUIET).toBytes();
        byte[] second = train(set, settings(architecture, 2), QUIET).toBytes();

        assertThat(ModelArchive.sha256(second)).isEqualTo(ModelArchive.sha256(first));
    }

    @Test
    void shouldLetEveryNetworkOfAnEnsembleReadWhatItIsToRead() {
        ModelArchive archive = train(new SyntheticSpeech(8, 1), settings(Architecture.ENSEMBLE, 1), QUIET);

        assertThat(archive.parts())
                .extracting(ModelPart::view)
                .containsExactly(
                        new InputView(40, false, 0, -0.05),
                        new InputView(40, true, 0, 0),
                        new InputView(20, false, 32, 0.05));
    }

    @Test
    void shouldBuildThePapersNetworkWeightForWeight() {
        ModelArchive archive = train(new SyntheticSpeech(8, 1), settings(Architecture.PAPER_CNN1D, 1), QUIET);

        assertThat(archive.weights()).as("200 + 610 + 88 weights").isEqualTo(898);
    }

    @Test
    void shouldReportEachEpoch() {
        List<Integer> epochs = new ArrayList<>();

        train(new SyntheticSpeech(16, 1), settings(Architecture.PAPER_CNN1D, 3), (epoch, of, loss) -> {
            epochs.add(epoch);
            assertThat(of).isEqualTo(3);
            assertThat(loss).isPositive();
        });

        assertThat(epochs).containsExactly(1, 2, 3);
    }

    @Test
    void shouldStopWhenInterrupted() {
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> train(
                        new SyntheticSpeech(64, 1),
                        settings(Architecture.PAPER_CNN1D, 1000),
                        (epoch, epochs, loss) -> caller.interrupt()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void shouldClassifyAWindowAlikeAloneAndInABatch(Architecture architecture) {
        SyntheticSpeech set = new SyntheticSpeech(16, 3);
        ModelArchive archive = train(set, settings(architecture, 1), QUIET);
        List<FeatureMatrix> matrices = new ArrayList<>();
        for (int w = 0; w < set.windows(); w++) {
            matrices.add(set.features(w, 0));
        }
        try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
            float[][] together = classifier.classify(matrices);
            for (int w = 0; w < matrices.size(); w++) {
                float[] alone = classifier.classify(List.of(matrices.get(w)))[0];
                for (int e = 0; e < alone.length; e++) {
                    assertThat(together[w][e]).isCloseTo(alone[e], within(1e-6f));
                }
            }
        }
    }
}
