package io.affekt.benchmarks.models;

import io.affekt.audio.Windows;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.model.Architecture;
import io.affekt.model.Emotion;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.ModelArchive;
import io.affekt.model.ModelTrainer;
import io.affekt.model.TrainingSet;
import io.affekt.model.TrainingSettings;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network of the size that the Python control runs: one CNN-1D of 96 filters. What it says means nothing. */
public final class ControlModel {

    private static final int WIDTH = 96;

    private ControlModel() {}

    /** Trains it for one epoch on noise. */
    public static ModelArchive archive() {
        FeatureSpecification specification = FeatureSpecification.DEFAULT;
        TrainingSettings usual = TrainingSettings.of(
                Architecture.CNN1D, specification.id(), specification.frames(Windows.WINDOW_SAMPLES), 1, 1);
        TrainingSettings settings = new TrainingSettings(
                usual.architecture(),
                usual.featureSpecification(),
                usual.frames(),
                WIDTH,
                usual.epochs(),
                usual.batchSize(),
                usual.optimiser(),
                usual.learningRate(),
                usual.dropout(),
                usual.changes(),
                usual.wantedPrecision(),
                usual.seed());
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            return ModelTrainer.train(
                            new Noise(settings.frames(), specification), settings, worker, (e, of, loss) -> {})
                    .archive();
        } finally {
            worker.shutdown();
        }
    }

    /** A window of each emotion; one speaker, so that nothing is calibrated. */
    private record Noise(int frames, FeatureSpecification specification) implements TrainingSet {

        @Override
        public int windows() {
            return Emotion.ALL.size();
        }

        @Override
        public Emotion emotion(int window) {
            return Emotion.ALL.get(window);
        }

        @Override
        public String speaker(int window) {
            return "nobody";
        }

        @Override
        public String clip(int window) {
            return Integer.toString(window);
        }

        @Override
        public int copies(int window) {
            return 1;
        }

        @Override
        public FeatureMatrix features(int window, int copy) {
            SplittableRandom random = new SplittableRandom(window);
            float[] values = new float[frames * specification.coefficients()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian(0, 20);
            }
            return new FeatureMatrix(values, frames, specification.coefficients());
        }
    }
}
