package io.affekt.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Trains a model: its networks beside each other, then its calibration on speakers that none of them has heard. The same
 * set, settings and machine type, with one thread for each network ({@code OMP_NUM_THREADS=1}), give the same archive.
 */
public final class ModelTrainer {

    /** Told after each epoch of a network, one call at a time. */
    public interface Progress {
        /**
         * @param epoch number of epochs done, of all networks together
         * @param epochs how many there will be
         * @param loss mean training loss of the epoch
         */
        void epochDone(int epoch, int epochs, double loss);
    }

    /** From so many speakers on, some are kept for calibration. */
    private static final int FEWEST_SPEAKERS = 6;

    private ModelTrainer() {}

    /**
     * Trains and calibrates.
     *
     * @param workers where the networks train; what it runs at once, trains at once
     * @throws IllegalArgumentException when the set is empty or does not fit the settings
     * @throws CancellationException when the calling thread is interrupted; its interrupted flag is then set
     */
    public static TrainedModel train(
            TrainingSet set, TrainingSettings settings, ExecutorService workers, Progress progress) {
        Set<String> kept = calibrationSpeakers(set, settings.architecture());
        TrainingSet calibrated = new Subset(set, window -> kept.contains(set.speaker(window)));
        TrainingSet learned = new Subset(set, window -> !kept.contains(set.speaker(window)));
        return train(learned, calibrated, settings, workers, progress);
    }

    /**
     * Trains on one set and calibrates on another.
     *
     * @param calibrated windows of other speakers; may be empty
     */
    public static TrainedModel train(
            TrainingSet learned,
            TrainingSet calibrated,
            TrainingSettings settings,
            ExecutorService workers,
            Progress progress) {
        if (learned.windows() == 0) {
            throw new IllegalArgumentException("There is not a single window to train on");
        }
        List<Architecture.Part> parts = settings.architecture().parts();
        Curve curve = new Curve(settings.epochs(), parts.size(), progress);
        List<Future<ModelPart>> trainings = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            NetworkTrainer trainer =
                    new NetworkTrainer(learned, calibrated, settings, parts.get(p), settings.seed() * parts.size() + p);
            trainings.add(workers.submit(() -> trainer.train(curve.listener())));
        }
        ModelArchive uncalibrated = ModelArchive.of(settings, await(trainings), Calibration.NONE);
        if (calibrated.windows() == 0) {
            return new TrainedModel(uncalibrated, curve.epochs());
        }
        List<Emotion> labels = new ArrayList<>();
        for (int w = 0; w < calibrated.windows(); w++) {
            labels.add(calibrated.emotion(w));
        }
        try (EmotionClassifier classifier = new EmotionClassifier(uncalibrated)) {
            Calibration calibration =
                    Calibration.fit(labels, classifier.classify(calibrated), settings.wantedPrecision());
            return new TrainedModel(uncalibrated.with(calibration), curve.epochs());
        }
    }

    private static Set<String> calibrationSpeakers(TrainingSet set, Architecture architecture) {
        Set<String> speakers = new TreeSet<>();
        for (int w = 0; w < set.windows(); w++) {
            speakers.add(set.speaker(w));
        }
        return architecture.fromPaper() || speakers.size() < FEWEST_SPEAKERS
                ? Set.of()
                : HeldOutSpeakers.forCalibration(speakers);
    }

    private static List<ModelPart> await(List<Future<ModelPart>> trainings) {
        List<ModelPart> parts = new ArrayList<>();
        try {
            for (Future<ModelPart> training : trainings) {
                parts.add(training.get());
            }
            return parts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The training was cancelled");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            trainings.forEach(training -> training.cancel(true));
        }
    }

    /** Gathers the epochs of the networks. */
    private static final class Curve {

        private final int parts;
        private final int epochs;
        private final Progress progress;
        private final double[][] sums;
        private int done;

        Curve(int epochs, int parts, Progress progress) {
            this.epochs = epochs;
            this.parts = parts;
            this.progress = progress;
            sums = new double[epochs][3];
        }

        NetworkTrainer.Listener listener() {
            int[] next = {0};
            return epoch -> take(next[0]++, epoch);
        }

        private synchronized void take(int number, TrainedModel.Epoch epoch) {
            sums[number][0] += epoch.loss() / parts;
            sums[number][1] += epoch.watchedLoss() / parts;
            sums[number][2] += epoch.watchedAccuracy() / parts;
            progress.epochDone(++done, epochs * parts, epoch.loss());
        }

        synchronized List<TrainedModel.Epoch> epochs() {
            List<TrainedModel.Epoch> curve = new ArrayList<>();
            for (double[] sum : sums) {
                curve.add(new TrainedModel.Epoch(sum[0], sum[1], sum[2]));
            }
            return curve;
        }
    }
}
