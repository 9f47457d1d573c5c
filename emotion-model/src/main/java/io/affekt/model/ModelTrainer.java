package io.affekt.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model: its networks beside each other, then its calibration. The same set, settings and machine type, with one
 * thread for each network ({@code OMP_NUM_THREADS=1}), give the same archive.
 *
 * <p>Every network learns from all speakers. One network more, which is not served, leaves out a fifth of them, and the
 * model is calibrated by what it says of those.
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

    /** By what the windows are told apart that the model is calibrated on. */
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
        Set<String> left = CalibrationGroup.of(set, leaveOut, settings.architecture());
        TrainingSet unheard = new Subset(set, window -> left.contains(leaveOut.of(set, window)));
        TrainingSet heard = new Subset(set, window -> !left.contains(leaveOut.of(set, window)));
        TrainingSet nothing = new Subset(set, window -> false);
        List<Job> jobs = new ArrayList<>();
        for (Architecture.Part part : settings.architecture().parts()) {
            jobs.add(new Job(part, set, nothing));
        }
        int networks = jobs.size();
        if (!left.isEmpty()) {
            jobs.add(new Job(jobs.get(0).part(), heard, unheard));
        }
        Curve curve = new Curve(settings.epochs(), jobs.size(), progress);
        List<ModelPart> trained = train(jobs, settings, workers, curve);
        Calibration calibration =
                left.isEmpty() ? Calibration.NONE : calibrate(trained.get(networks), unheard, settings, networks);
        return new TrainedModel(ModelArchive.of(settings, trained.subList(0, networks), calibration), curve.epochs());
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
        List<Job> jobs = settings.architecture().parts().stream()
                .map(part -> new Job(part, set, watched))
                .toList();
        Curve curve = new Curve(settings.epochs(), jobs.size(), progress);
        List<ModelPart> trained = train(jobs, settings, workers, curve);
        return new TrainedModel(ModelArchive.of(settings, trained, Calibration.NONE), curve.epochs());
    }

    /**
     * A network to train.
     *
     * @param part the network
     * @param learned what it learns from
     * @param watched what each epoch is judged on
     */
    private record Job(Architecture.Part part, TrainingSet learned, TrainingSet watched) {}

    private static void requireWindows(TrainingSet set) {
        if (set.windows() == 0) {
            throw new IllegalArgumentException("There is not a single window to train on");
        }
    }

    private static List<ModelPart> train(
            List<Job> jobs, TrainingSettings settings, ExecutorService workers, Curve curve) {
        AtomicBoolean stopped = new AtomicBoolean();
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        List<Future<ModelPart>> trainings = new ArrayList<>();
        for (int j = 0; j < jobs.size(); j++) {
            Job job = jobs.get(j);
            NetworkTrainer trainer =
                    new NetworkTrainer(job.learned(), job.watched(), settings, job.part(), seeds.nextLong());
            NetworkTrainer.Listener listener = curve.listener(j);
            trainings.add(workers.submit(() -> trainer.train(stopped, listener)));
        }
        return await(trainings, stopped);
    }

    private static Calibration calibrate(
            ModelPart network, TrainingSet unheard, TrainingSettings settings, int networks) {
        List<Emotion> labels = new ArrayList<>();
        for (int w = 0; w < unheard.windows(); w++) {
            labels.add(unheard.emotion(w));
        }
        ModelArchive alone = ModelArchive.of(settings, List.of(network), Calibration.NONE);
        try (EmotionClassifier classifier = new EmotionClassifier(alone)) {
            return Calibration.fit(labels, classifier.classify(unheard), settings.wantedPrecision(), networks);
        }
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
                int at = epoch;
                curve.add(new TrainedModel.Epoch(
                        mean(at, TrainedModel.Epoch::loss),
                        mean(at, TrainedModel.Epoch::watchedLoss),
                        mean(at, TrainedModel.Epoch::watchedAccuracy)));
            }
            return curve;
        }

        /** Over the networks that have a number. */
        private double mean(int epoch, ToDoubleFunction<TrainedModel.Epoch> number) {
            return ofNetworks.stream()
                    .mapToDouble(network -> number.applyAsDouble(network.get(epoch)))
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(Double.NaN);
        }
    }
}
