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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Random search over hyper-parameters (Bergstra and Bengio 2012): settings are drawn, and judged by cross-validation on the
 * training set alone. The same set and seed give the same trials.
 */
public final class RandomSearch {

    /** Told after each training, on one of several threads. */
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
    /** A network that is served stays within the time of a window. */
    private static final double[] WIDTHS_TO_SERVE = {0.5, 0.75, 1};

    private final TrainingSet set;
    private final LeaveOut leaveOut;
    private final int folds;
    private final TreeSet<String> names = new TreeSet<>();
    private final ExecutorService workers;

    /**
     * @param set what the settings are for
     * @param leaveOut what no fold shares with another
     * @param folds how many folds, at least 2; no more than there are names
     * @param workers where networks train
     * @throws IllegalArgumentException when there are fewer than two names
     */
    public RandomSearch(TrainingSet set, LeaveOut leaveOut, int folds, ExecutorService workers) {
        this.set = set;
        this.leaveOut = leaveOut;
        this.workers = workers;
        for (int w = 0; w < set.windows(); w++) {
            names.add(leaveOut.of(set, w));
        }
        this.folds = Math.min(folds, names.size());
        if (this.folds < 2) {
            throw new IllegalArgumentException(
                    "A search needs at least two speakers to train on; train without a search");
        }
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
        int[] foldOf = folds();
        List<Callable<int[][]>> jobs = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (TrainingSettings settings : drawn) {
            for (int fold = 0; fold < folds; fold++) {
                int judged = fold;
                jobs.add(() -> {
                    int[][] confusion = judge(settings, foldOf, judged);
                    synchronized (done) {
                        progress.trainingDone(done.incrementAndGet(), drawn.size() * folds);
                    }
                    return confusion;
                });
            }
        }
        List<int[][]> confusions = TrainingQueue.run(jobs);
        List<Trial> tried = new ArrayList<>();
        for (int t = 0; t < drawn.size(); t++) {
            tried.add(new Trial(drawn.get(t), Evaluation.uar(sum(confusions.subList(t * folds, (t + 1) * folds)))));
        }
        tried.sort(Comparator.comparingDouble(Trial::uar).reversed());
        return tried;
    }

    private static int[][] sum(List<int[][]> confusions) {
        int emotions = Emotion.ALL.size();
        int[][] sum = new int[emotions][emotions];
        for (int[][] confusion : confusions) {
            for (int label = 0; label < emotions; label++) {
                for (int said = 0; said < emotions; said++) {
                    sum[label][said] += confusion[label][said];
                }
            }
        }
        return sum;
    }

    /** Trains on the other folds; what is said of this one's windows. */
    private int[][] judge(TrainingSettings settings, int[] foldOf, int judged) {
        TrainingSet learned = new Subset(set, window -> foldOf[window] != judged);
        TrainingSet nothing = new Subset(set, window -> false);
        ModelArchive archive = ModelTrainer.trainWatching(
                        learned, nothing, settings, workers, (epoch, epochs, loss) -> {})
                .archive();
        try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
            TrainingSet unheard = new Subset(set, window -> foldOf[window] == judged);
            List<Emotion> labels = IntStream.range(0, unheard.windows())
                    .mapToObj(unheard::emotion)
                    .toList();
            return Evaluation.of(labels, classifier.classify(unheard)).confusion();
        }
    }

    private static TrainingSettings draw(TrainingSettings base, SplittableRandom random) {
        Optimiser[] optimisers = Optimiser.values();
        double[] widths = base.architecture().fromPaper() ? WIDTHS : WIDTHS_TO_SERVE;
        return new TrainingSettings(
                base.architecture(),
                base.featureSpecification(),
                base.frames(),
                (int) Math.round(base.architecture().width() * widths[random.nextInt(widths.length)]),
                base.epochs(),
                BATCHES[random.nextInt(BATCHES.length)],
                optimisers[random.nextInt(optimisers.length)],
                Math.pow(10, -4 + 2.3 * random.nextDouble()),
                base.dropout() == 0 ? 0 : 0.6 * random.nextDouble(),
                base.changes(),
                base.wantedPrecision(),
                base.seed());
    }

    /** The fold of each window: names go round by a hash. */
    private int[] folds() {
        Map<String, Integer> foldOf = new HashMap<>();
        for (String name : NameOrder.shuffled(names, "search")) {
            foldOf.put(name, foldOf.size() % folds);
        }
        int[] fold = new int[set.windows()];
        for (int w = 0; w < fold.length; w++) {
            fold[w] = foldOf.getOrDefault(leaveOut.of(set, w), 0);
        }
        return fold;
    }
}
