package io.affekt.cli.evaluate;

import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.cli.Terminal;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.Architecture;
import io.affekt.model.EmotionClassifier;
import io.affekt.model.ModelTrainer;
import io.affekt.model.ModelTrainer.LeaveOut;
import io.affekt.model.RandomSearch;
import io.affekt.model.TrainedModel;
import io.affekt.model.TrainingQueue;
import io.affekt.model.TrainingSettings;
import io.affekt.model.evaluation.ConfusionMatrix;
import io.affekt.model.evaluation.Judged;
import io.affekt.model.report.ComparisonReport;
import io.affekt.model.report.ComparisonRow;
import io.affekt.model.report.NamedCurve;
import io.affekt.model.report.ReportData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/**
 * The study of Khan, Butt and Ali (Speech Emotion Recognition using Deep neural networks) again: its networks, its training,
 * its split, under every reading of its tables that we found, claim and measurement side by side.
 */
final class PaperStudy {

    /** As many clips as the paper has. */
    private static final int CLIPS = 1247;

    /** As many as the paper trains. */
    static final int EPOCHS = 500;

    private static final int SEARCH_FOLDS = 3;
    /** A trial has one in so many of the epochs. */
    private static final int SEARCH_SHARE = 5;

    private static final double TRAINED = 0.67;

    private final List<Clip> train;
    private final List<Clip> test;
    private final int frames;
    private final int epochs;
    private final long seed;
    private final FoldStore store;
    private final ExecutorService workers;
    private final FeatureSpecification specification = FeatureSpecification.DEFAULT;

    /**
     * @param epochs of each network
     * @param seed of the choice of clips, the split and the networks
     * @param store where what is done is kept
     * @param workers where networks train
     */
    PaperStudy(List<LabeledRecording> recordings, int epochs, long seed, FoldStore store, ExecutorService workers)
            throws IOException {
        List<LabeledRecording> drawn = new ArrayList<>(recordings);
        Collections.shuffle(drawn, new Random(seed));
        List<Clip> clips = WholeClips.read(drawn.subList(0, Math.min(CLIPS, drawn.size())), specification);
        int learned = (int) Math.round(clips.size() * TRAINED);
        train = clips.subList(0, learned);
        test = clips.subList(learned, clips.size());
        frames = clips.stream()
                .mapToInt(clip -> clip.windows().get(0).original().frames())
                .max()
                .orElseThrow();
        this.epochs = epochs;
        this.seed = seed;
        this.store = store;
        this.workers = workers;
    }

    /**
     * Runs the study.
     *
     * @param trials how many settings the random search draws; 0 for no search
     * @return its page
     */
    String run(int trials) throws IOException {
        List<Callable<Measured>> jobs = new ArrayList<>();
        for (PaperReading reading : PaperReading.ALL) {
            jobs.add(() -> measure(reading, settings(reading.architecture()), ""));
        }
        List<Measured> measured = new ArrayList<>(TrainingQueue.run(jobs));
        if (trials > 0) {
            jobs.clear();
            String search = "a random search of %d, %d folds of the training clips, %d epochs each"
                    .formatted(trials, SEARCH_FOLDS, epochs / SEARCH_SHARE);
            for (int r = 0; r < PaperReading.ALL.size(); r++) {
                PaperReading reading = PaperReading.ALL.get(r);
                TrainingSettings best = search(reading, trials);
                if (best.equals(settings(reading.architecture()))) {
                    measured.set(r, measured.get(r).saying(search + ", found nothing better than these settings"));
                } else {
                    String found = "%s at %.4f, batches of %d, dropout %.2f, width %d, found by %s"
                            .formatted(
                                    best.optimiser().name().toLowerCase(Locale.ROOT),
                                    best.learningRate(),
                                    best.batchSize(),
                                    best.dropout(),
                                    best.width(),
                                    search);
                    jobs.add(() -> measure(reading, best, found));
                }
            }
            measured.addAll(TrainingQueue.run(jobs));
            measured.sort(Comparator.comparingInt(each -> PaperReading.ALL.indexOf(each.reading())));
        }
        Terminal.progressDone();
        return ComparisonReport.of(
                "The paper's claims and what we measure",
                notes(),
                measured.stream().map(Measured::row).toList(),
                measured.stream().map(Measured::details).toList());
    }

    private List<String> notes() {
        return List.of(
                """
                The claims are the paper's. Every other number on this page was measured by the run that wrote it; one that \
                was interrupted went on where it was.""",
                """
                As in the paper: spoken and sung clips of RAVDESS, %d of them, drawn by the seed; amplitude normalised to \
                [-1, 1]; 80 MFCC (librosa's defaults at 16 kHz) of the whole clip; 67 %% of the clips to train and 33 %% to \
                test, drawn by the seed; RMSprop at 0.005 unless a search found better settings, %d epochs. The curves show \
                the test clips; nothing was chosen by them.""".formatted(train.size() + test.size(), epochs),
                "The split has the same speakers on both sides: it leaks their voices and flatters every model.",
                """
                What cannot be reproduced, since the paper does not say it: which clips it used, the seed of its split, the \
                batch size (here 32 unless searched), the sample rate, and what its network reads. Its CNN-1D has 200 weights \
                in the first layer, which fits three channels under filters of three, but not what the channels are; the \
                shapes of its RNN's table contradict each other. So several readings stand below, each with its confusion \
                matrix, its accuracy by emotion and its curve. The paper's tables 5 and 6 and its figure 6 were not at hand: \
                its two accuracies are all of it that stands beside ours.""");
    }

    private TrainingSettings settings(Architecture architecture) {
        return TrainingSettings.of(architecture, specification.id(), frames, epochs, seed);
    }

    private TrainingSettings search(PaperReading reading, int trials) throws IOException {
        String label = reading.architecture().label();
        TrainingSettings base = settings(reading.architecture()).with(epochs / SEARCH_SHARE);
        return store.get(
                        "paper-%s-search%d".formatted(label, trials),
                        decidedBy(base) + SEARCH_FOLDS,
                        TrainingSettings.class,
                        () -> new RandomSearch(new ClipTrainingSet(train), LeaveOut.CLIPS, SEARCH_FOLDS, workers)
                                .run(
                                        base,
                                        trials,
                                        (done, of) -> Terminal.progress(
                                                "random search, %s: %d of %d trainings".formatted(label, done, of)))
                                .get(0)
                                .settings())
                .with(epochs);
    }

    /** What decides a result of the study, beside corpus and code. */
    private String decidedBy(TrainingSettings settings) {
        return "paper\n%s\n%d %d %s".formatted(settings, train.size(), test.size(), seed);
    }

    /** A reading beside its claim, and what is behind it. */
    private record Measured(PaperReading reading, ComparisonRow row, ReportData details) {

        Measured saying(String more) {
            return new Measured(
                    reading,
                    new ComparisonRow(row.what(), row.claimed(), row.measured(), row.remark() + "; " + more),
                    details);
        }
    }

    private Measured measure(PaperReading reading, TrainingSettings settings, String found) throws IOException {
        FoldResult result = store.get(
                "paper-%s%s".formatted(reading.architecture().label(), found.isEmpty() ? "" : "-searched"),
                decidedBy(settings),
                FoldResult.class,
                () -> train(reading, settings));
        double accuracy = ConfusionMatrix.of(result.clips()).accuracy();
        String name = reading.architecture().label() + (found.isEmpty() ? "" : ", searched");
        Terminal.say("  %-28s claimed %s, measured %.4f".formatted(name, reading.claim(), accuracy));
        ComparisonRow row = new ComparisonRow(
                name,
                reading.claim(),
                "%.2f %%".formatted(100 * accuracy),
                reading.what() + (found.isEmpty() ? "" : "; " + found));
        ReportData details = new ReportData(
                name,
                reading.what(),
                List.of(),
                new TreeMap<>(Map.of(
                        "clips to train", Integer.toString(train.size()),
                        "clips to test", Integer.toString(test.size()),
                        "weights", Integer.toString(result.weights()),
                        "made", result.made())),
                new TreeMap<>(settings.parameters()),
                store.lineage(),
                List.of(result.clips()),
                List.of(new NamedCurve("seed " + seed, result.curve())),
                null);
        return new Measured(reading, row, details);
    }

    private FoldResult train(PaperReading reading, TrainingSettings settings) {
        long start = System.nanoTime();
        TrainedModel trained = ModelTrainer.trainWatching(
                new ClipTrainingSet(train),
                new ClipTrainingSet(test),
                settings,
                workers,
                (epoch, of, loss) -> Terminal.progress("%s: epoch %d of %d, loss %.3f"
                        .formatted(reading.architecture().label(), epoch, of, loss)));
        return new FoldResult(
                seed,
                0,
                trained.archive().weights(),
                (System.nanoTime() - start) / 1e9,
                trained.archive().calibration(),
                trained.curve(),
                judge(trained),
                List.of(),
                List.of(),
                FoldResult.hereAndNow());
    }

    private List<Judged> judge(TrainedModel trained) {
        List<Judged> judged = new ArrayList<>();
        try (EmotionClassifier classifier = new EmotionClassifier(trained.archive())) {
            for (Clip clip : test) {
                LabeledRecording recording = clip.recording();
                judged.add(new Judged(
                        recording.name(),
                        recording.speaker(),
                        recording.emotion(),
                        classifier.classify(List.of(clip.windows().get(0).original()))[0],
                        recording.groups()));
            }
        }
        return judged;
    }
}
