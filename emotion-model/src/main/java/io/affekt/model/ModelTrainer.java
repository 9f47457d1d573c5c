package io.affekt.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model: its networks beside each other, then its calibration. The same set, settings and machine type, with one
 * thread for each network ({@code OMP_NUM_THREADS=1}), give the same archive.
 *
 * <p>Each network leaves out a few speakers of its own and is calibrated on those: so every speaker is heard by most
 * networks.
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

    /** By what the windows are told apart that a network leaves out. */
    public enum LeaveOut {
        /** No speaker is on both sides: what the model will meet. */
        SPEAKERS,
        /** No clip is on both sides, speakers are: for sets that are split so themselves. */
        CLIPS;

        String of(TrainingSet set, int window) {
            return this == SPEAKERS ? set.speaker(window) : set.clip(window);
        }
    }

    private ModelTrainer() {}

    /** As {@link #train(TrainingSet, LeaveOut, TrainingSettings, ExecutorService, Progress)}, leaving out speakers. */
    public static TrainedModel train(
            TrainingSet set, TrainingSettings settings, ExecutorService workers, Progress progress) {
        return train(set, LeaveOut.SPEAKERS, settings, workers, progress);
    }

    /**
     * Trains and calibrates.
     *
     * @param workers where the networks train; what it runs at once, trains at once
     * @throws IllegalArgumentException when the set is empty or does not fit the settings
     * @throws CancellationException when the calling thread is interrupted; its interrupted flag is then set
     */
    public static TrainedModel train(
            TrainingSet set, LeaveOut leaveOut, TrainingSettings settings, ExecutorService workers, Progress progress) {
        requireWindows(set);
        List<Set<String>> left = CalibrationGroups.of(set, leaveOut, settings.architecture());
        List<TrainingSet> learned = new ArrayList<>();
        List<TrainingSet> unheard = new ArrayList<>();
        for (Set<String> own : left) {
            learned.add(new Subset(set, window -> !own.contains(leaveOut.of(set, window))));
            unheard.add(new Subset(set, window -> own.contains(leaveOut.of(set, window))));
        }
        Curve curve = new Curve(settings.epochs(), left.size(), progress);
        List<ModelPart> trained = trainParts(learned, unheard, settings, workers, curve);
        Calibration calibration = calibrate(trained, unheard, settings);
        return new TrainedModel(ModelArchive.of(settings, trained, calibration), curve.epochs());
    }

    /**
     * Trains on the whole set, without calibration, and judges every epoch on another: for studies that show such curves.
     * Nothing follows from what is watched.
     *
     * @param watched what each epoch is judged on
     */
    public static TrainedModel trainWatching(
            TrainingSet set,
            TrainingSet watched,
            TrainingSettings settings,
            ExecutorService workers,
            Progress progress) {
        requireWindows(set);
        int parts = settings.architecture().parts().size();
        Curve curve = new Curve(settings.epochs(), parts, progress);
        List<ModelPart> trained = trainParts(
                Collections.nCopies(parts, set), Collections.nCopies(parts, watched), settings, workers, curve);
        return new TrainedModel(ModelArchive.of(settings, trained, Calibration.NONE), curve.epochs());
    }

    private static void requireWindows(TrainingSet set) {
        if (set.windows() == 0) {
            throw new IllegalArgumentException("There is not a single window to train on");
        }
    }

    private static List<ModelPart> trainParts(
            List<TrainingSet> learned,
            List<TrainingSet> watched,
            TrainingSettings settings,
            ExecutorService workers,
            Curve curve) {
        List<Architecture.Part> parts = settings.architecture().parts();
        AtomicBoolean stopped = new AtomicBoolean();
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        List<Future<ModelPart>> trainings = new ArrayList<>();
        for (int p = 0; p < parts.size(); p++) {
            NetworkTrainer trainer =
                    new NetworkTrainer(learned.get(p), watched.get(p), settings, parts.get(p), seeds.nextLong());
            NetworkTrainer.Listener listener = curve.listener(p);
            trainings.add(workers.submit(() -> trainer.train(stopped, listener)));
        }
        return await(trainings, stopped);
    }

    /** Each network answers for the windows that it has not heard. */
    private static Calibration calibrate(
            List<ModelPart> trained, List<TrainingSet> unheard, TrainingSettings settings) {
        List<Emotion> labels = new ArrayList<>();
        List<float[]> posteriors = new ArrayList<>();
        for (int p = 0; p < trained.size(); p++) {
            TrainingSet windows = unheard.get(p);
            ModelArchive alone = ModelArchive.of(settings, List.of(trained.get(p)), Calibration.NONE);
            try (EmotionClassifier classifier = new EmotionClassifier(alone)) {
                posteriors.addAll(classifier.classify(windows));
            }
            for (int w = 0; w < windows.windows(); w++) {
                labels.add(windows.emotion(w));
            }
        }
        return Calibration.fit(labels, posteriors, settings.wantedPrecision()).ofAverage(trained.size());
    }

    /** When this returns, however it does, no network trains any more: the set may be closed. */
    private static List<ModelPart> await(List<Future<ModelPart>> trainings, AtomicBoolean stopped) {
        List<ModelPart> parts = new ArrayList<>();
        boolean interrupted = false;
        @Nullable Throwable failure = null;
        for (int next = 0; next < trainings.size(); ) {
            try {
                parts.add(trainings.get(next).get());
                next++;
            } catch (InterruptedException e) {
                interrupted = true;
                stopped.set(true);
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
                stopped.set(true);
                next++;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The training was cancelled");
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return parts;
    }

    /** Gathers the epochs of the networks. */
    private static final class Curve {

        private final int epochs;
        private final Progress progress;
        private final List<List<TrainedModel.Epoch>> ofNetworks = new ArrayList<>();
        private int done;

        Curve(int epochs, int parts, Progress progress) {
            this.epochs = epochs;
            this.progress = progress;
            for (int p = 0; p < parts; p++) {
                ofNetworks.add(new ArrayList<>());
            }
        }

        NetworkTrainer.Listener listener(int part) {
            return epoch -> take(part, epoch);
        }

        private synchronized void take(int part, TrainedModel.Epoch epoch) {
            ofNetworks.get(part).add(epoch);
            progress.epochDone(++done, epochs * ofNetworks.size(), epoch.loss());
        }

        /** Summed in the order of the networks, whoever was first: the same training gives the same curve. */
        synchronized List<TrainedModel.Epoch> epochs() {
            List<TrainedModel.Epoch> curve = new ArrayList<>();
            for (int epoch = 0; epoch < epochs; epoch++) {
                double[] sums = new double[3];
                for (List<TrainedModel.Epoch> network : ofNetworks) {
                    sums[0] += network.get(epoch).loss() / ofNetworks.size();
                    sums[1] += network.get(epoch).watchedLoss() / ofNetworks.size();
                    sums[2] += network.get(epoch).watchedAccuracy() / ofNetworks.size();
                }
                curve.add(new TrainedModel.Epoch(sums[0], sums[1], sums[2]));
            }
            return curve;
        }
    }
}
