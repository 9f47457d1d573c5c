package io.affekt.cli.evaluate;

import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.cli.Terminal;
import io.affekt.cli.corpus.Corpus;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.Architecture;
import io.affekt.model.Emotion;
import io.affekt.model.EmotionClassifier;
import io.affekt.model.Evaluation;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.ModelArchive;
import io.affekt.model.ModelTrainer;
import io.affekt.model.TrainingSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code affekt evaluate}: how good an architecture is on a labelled corpus. */
@Command(
        name = "evaluate",
        description = {
            "How good an architecture is on a labelled corpus, without Kafka: the same windows and features, split, trained"
                    + " and judged by clip (a clip's result is the average over its windows).",
            "The random split has the same speakers on both sides: it flatters, and is there to compare with papers that"
                    + " use it."
        })
public final class EvaluateCommand implements Callable<Integer> {

    enum SplitBy {
        random,
        speakers
    }

    private static final List<String> AUGMENTATIONS = List.of("speed-0.95", "speed-1.05", "noise-15db", "telephone");

    @Parameters(paramLabel = "DIR", description = "A folder with RAVDESS file names, or with a labels.csv.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--split",
            defaultValue = "speakers",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private SplitBy splitBy = SplitBy.speakers;

    @Option(
            names = "--architecture",
            defaultValue = "default",
            split = ",",
            description = "default, cnn1d, lstm, paper-cnn1d, paper-rnn, several by commas, or all; default is cnn1d.")
    private List<String> architectures = List.of();

    @Option(names = "--seeds", defaultValue = "1", description = "How many seeds; default ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(names = "--epochs", description = "Epochs; default is what suits the architecture.")
    private @Nullable Integer epochs;

    @Option(
            names = "--song",
            description =
                    "Sung clips: train (never tested on), both, none; default train for speakers, both for random.")
    private @Nullable String song;

    @Option(names = "--out", description = "Folder for per-clip predictions (CSV).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LabeledRecording> recordings = Corpus.read(folder);
        for (Architecture architecture : chosen()) {
            evaluate(architecture, recordings);
        }
        return 0;
    }

    private List<Architecture> chosen() {
        if (architectures.equals(List.of("all"))) {
            return List.of(Architecture.values());
        }
        return architectures.stream()
                .map(name -> name.equals("default") ? Architecture.CNN1D : Architecture.named(name))
                .toList();
    }

    private Split.Song song() {
        if (song == null) {
            return splitBy == SplitBy.speakers ? Split.Song.TRAIN : Split.Song.BOTH;
        }
        return Split.Song.valueOf(song.toUpperCase(Locale.ROOT));
    }

    private void evaluate(Architecture architecture, List<LabeledRecording> recordings)
            throws IOException, InterruptedException {
        FeatureSpecification specification = FeatureSpecification.DEFAULT;
        boolean augmented = architecture == Architecture.CNN1D || architecture == Architecture.LSTM;
        ClipReader reader = new ClipReader(
                specification,
                architecture.coefficients(),
                augmented ? AUGMENTATIONS.stream().map(Augmentation::parse).toList() : List.of());
        List<Clip> clips = read(reader, recordings);
        int frames = specification.frames(Windows.WINDOW_SAMPLES);
        int chosenEpochs = epochs == null ? architecture.defaultEpochs() : epochs;

        List<Evaluation> evaluations = new ArrayList<>();
        StringBuilder csv = new StringBuilder("seed,file,speaker,emotion,predicted,confidence\n");
        for (int seed = 1; seed <= seeds; seed++) {
            List<Split> splits =
                    splitBy == SplitBy.random ? Split.random(clips, song(), seed) : Split.speakers(clips, song());
            List<Emotion> labels = new ArrayList<>();
            List<float[]> posteriors = new ArrayList<>();
            for (int s = 0; s < splits.size(); s++) {
                Split split = splits.get(s);
                String what = "%s, seed %d, split %d of %d".formatted(architecture.label(), seed, s + 1, splits.size());
                ModelArchive archive = ModelTrainer.train(
                        new ClipTrainingSet(split.train()),
                        TrainingSettings.of(architecture, specification.id(), frames, chosenEpochs, seed),
                        (epoch, of, loss) ->
                                Terminal.progress("%s: epoch %d of %d, loss %.3f".formatted(what, epoch, of, loss)));
                judge(archive, split.test(), seed, labels, posteriors, csv);
            }
            evaluations.add(Evaluation.of(labels, posteriors));
        }
        Terminal.progressDone();
        print(architecture, chosenEpochs, clips.size(), evaluations);
        if (out != null) {
            Files.createDirectories(out);
            Path file = out.resolve(architecture.label() + "-" + splitBy + "-clips.csv");
            Files.writeString(file, csv, StandardCharsets.UTF_8);
            Terminal.out().println("  per-clip predictions: " + file);
        }
    }

    private static void judge(
            ModelArchive archive,
            List<Clip> clips,
            int seed,
            List<Emotion> labels,
            List<float[]> posteriors,
            StringBuilder csv) {
        try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
            for (Clip clip : clips) {
                List<FeatureMatrix> originals =
                        clip.windows().stream().map(copies -> copies.get(0)).toList();
                if (originals.isEmpty()) {
                    continue;
                }
                float[] posterior = Posteriors.average(List.of(classifier.classify(originals)));
                int predicted = Posteriors.mostProbable(posterior);
                labels.add(clip.recording().emotion());
                posteriors.add(posterior);
                csv.append("%d,%s,%s,%s,%s,%.4f%n"
                        .formatted(
                                seed,
                                clip.recording().file().getFileName(),
                                clip.recording().speaker(),
                                clip.recording().emotion().label(),
                                Emotion.ALL.get(predicted).label(),
                                posterior[predicted]));
            }
        }
    }

    private static List<Clip> read(ClipReader reader, List<LabeledRecording> recordings)
            throws IOException, InterruptedException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Clip>> pending = recordings.stream()
                    .map(recording -> workers.submit(() -> reader.read(recording)))
                    .toList();
            List<Clip> clips = new ArrayList<>();
            for (Future<Clip> clip : pending) {
                clips.add(clip.get());
                Terminal.progress("features: %d of %d recordings".formatted(clips.size(), pending.size()));
            }
            return clips;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private void print(Architecture architecture, int chosenEpochs, int clips, List<Evaluation> evaluations) {
        PrintWriter terminal = Terminal.out();
        terminal.printf(
                "%s, %s split%s, song %s, %d clips, %d epochs, %d seed%s%n",
                architecture.label(),
                splitBy,
                splitBy == SplitBy.random ? " (the same speakers on both sides)" : " (no speaker on both sides)",
                song().name().toLowerCase(Locale.ROOT),
                clips,
                chosenEpochs,
                seeds,
                seeds == 1 ? "" : "s");
        terminal.printf("  accuracy %s%n", Figure.of(evaluations, Evaluation::accuracy));
        terminal.printf("  UAR      %s%n", Figure.of(evaluations, Evaluation::uar));
        terminal.printf("  macro F1 %s%n", Figure.of(evaluations, Evaluation::macroF1));
        terminal.printf("  ECE      %s%n", Figure.of(evaluations, Evaluation::ece));
        terminal.printf("  confusion, all seeds:%n");
        terminal.print(ConfusionTable.of(sum(evaluations)));
        terminal.flush();
    }

    private static int[][] sum(List<Evaluation> evaluations) {
        int[][] sum = new int[Emotion.ALL.size()][Emotion.ALL.size()];
        for (Evaluation evaluation : evaluations) {
            for (int label = 0; label < sum.length; label++) {
                for (int predicted = 0; predicted < sum.length; predicted++) {
                    sum[label][predicted] += evaluation.confusion()[label][predicted];
                }
            }
        }
        return sum;
    }
}
