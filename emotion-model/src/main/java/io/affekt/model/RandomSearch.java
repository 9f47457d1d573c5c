package io.affekt.model;

import io.affekt.model.ModelTrainer.LeaveOut;
import io.affekt.model.TrainingSettings.Optimiser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;

/**
 * Random search over hyper-parameters (Bergstra and Bengio 2012): settings are drawn, and judged by cross-validation on the
 * training set alone. The same set and seed give the same trials.
 */
public final class RandomSearch {

    /** Told after each training. */
    public interface Progress {
        /**
         * @param done trainings that are done
         * @param of how many there will be
         */
        void trainingDone(int done, int of);
    }

    /**
     * Settings that were tried.
     *
     * @param settings the settings
     * @param uar their unweighted average recall, pooled over the folds
     */
    public record Trial(TrainingSettings settings, double uar) {}

    private static final int[] BATCHES = {16, 32, 64, 128};
    private static final double[] WIDTHS = {0.5, 1, 1.5, 2};

    private final TrainingSet set;
    private final LeaveOut leaveOut;
    private final int folds;
    private final ExecutorService workers;

    /**
     * @param set what the settings are for
     * @param leaveOut what no fold shares with another
     * @param folds how many folds, at least 2
     * @param workers where networks train
     */
    public RandomSearch(TrainingSet set, LeaveOut leaveOut, int folds, ExecutorService workers) {
        this.set = set;
        this.leaveOut = leaveOut;
        this.folds = folds;
        this.workers = workers;
    }

    /**
     * The trials, the best first; one of them is {@code base} itself.
     *
     * @param base what is not drawn stays as it is here; its seed is the seed of the search
     * @param trials how many settings are drawn
     */
    public List<Trial> run(TrainingSettings base, int trials, Progress progress) {
        SplittableRandom random = new SplittableRandom(base.seed());
        List<TrainingSettings> drawn = new ArrayList<>(List.of(base));
        while (drawn.size() <= trials) {
            drawn.add(draw(base, random));
        }
        int[] fold = folds();
        List<Trial> tried = new ArrayList<>();
        for (TrainingSettings settings : drawn) {
            List<Emotion> labels = new ArrayList<>();
            List<float[]> posteriors = new ArrayList<>();
            for (int f = 0; f < folds; f++) {
                int judged = f;
                TrainingSet test = new Subset(set, window -> fold[window] == judged);
                TrainingSet learned = new Subset(set, window -> fold[window] != judged);
                ModelArchive archive = ModelTrainer.train(
                                learned, leaveOut, settings, workers, (epoch, epochs, loss) -> {})
                        .archive();
                try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
                    posteriors.addAll(classifier.classify(test));
                }
                for (int w = 0; w < test.windows(); w++) {
                    labels.add(test.emotion(w));
                }
                progress.trainingDone(tried.size() * folds + f + 1, drawn.size() * folds);
            }
            tried.add(new Trial(settings, Evaluation.of(labels, posteriors).uar()));
        }
        tried.sort(Comparator.comparingDouble(Trial::uar).reversed());
        return tried;
    }

    private static TrainingSettings draw(TrainingSettings base, SplittableRandom random) {
        Optimiser[] optimisers = Optimiser.values();
        return new TrainingSettings(
                base.architecture(),
                base.featureSpecification(),
                base.frames(),
                (int) Math.round(base.architecture().width() * WIDTHS[random.nextInt(WIDTHS.length)]),
                base.epochs(),
                BATCHES[random.nextInt(BATCHES.length)],
                optimisers[random.nextInt(optimisers.length)],
                Math.pow(10, -4 + 2.3 * random.nextDouble()),
                0.6 * random.nextDouble(),
                base.changes(),
                base.wantedPrecision(),
                base.seed());
    }

    /** The fold of each window: names go round by a hash. */
    private int[] folds() {
        TreeSet<String> names = new TreeSet<>();
        for (int w = 0; w < set.windows(); w++) {
            names.add(leaveOut.of(set, w));
        }
        Map<String, Integer> foldOf = new HashMap<>();
        for (String name : HeldOutSpeakers.shuffled(names)) {
            foldOf.put(name, foldOf.size() % folds);
        }
        int[] fold = new int[set.windows()];
        for (int w = 0; w < fold.length; w++) {
            fold[w] = foldOf.getOrDefault(leaveOut.of(set, w), 0);
        }
        return fold;
    }
}
