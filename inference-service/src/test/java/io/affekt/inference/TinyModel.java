package io.affekt.inference;

import io.affekt.model.Architecture;
import io.affekt.model.Emotion;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.ModelArchive;
import io.affekt.model.ModelTrainer;
import io.affekt.model.TrainingSet;
import io.affekt.model.TrainingSettings;
import java.util.concurrent.ForkJoinPool;

/** A model that is trained in a moment, and says something else for each seed. */
final class TinyModel {

    static final String SPECIFICATION = "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney";
    static final int FRAMES = 94;

    private TinyModel() {}

    static ModelArchive archive(long seed) {
        TrainingSettings settings = TrainingSettings.of(Architecture.PAPER_CNN1D, SPECIFICATION, FRAMES, 1, seed);
        return ModelTrainer.train(
                        new WindowOfEachEmotion(), settings, ForkJoinPool.commonPool(), (epoch, epochs, loss) -> {})
                .archive();
    }

    private static final class WindowOfEachEmotion implements TrainingSet {

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
            return "speaker";
        }

        @Override
        public String clip(int window) {
            return "clip-" + window;
        }

        @Override
        public int copies(int window) {
            return 1;
        }

        @Override
        public FeatureMatrix features(int window, int copy) {
            float[] values = new float[FRAMES * 80];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i * (window + 7)) % 13;
            }
            return new FeatureMatrix(values, FRAMES, 80);
        }
    }
}
