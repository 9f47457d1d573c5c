package io.affekt.cli.evaluate;

import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.cli.Terminal;
import io.affekt.cli.corpus.Corpus;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.Architecture;
import io.affekt.model.report.HtmlReport;
import io.affekt.model.report.ModelCard;
import io.affekt.model.report.ReportData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code affekt evaluate}: how good an architecture is on a labelled corpus. */
@Command(
        name = "evaluate",
        description = {
            "How good an architecture is on a labelled corpus, without Kafka: the same windows and features, split, trained"
                    + " and judged by clip (a clip's result is the geometric mean over its windows).",
            "The random split has the same speakers on both sides: it flatters, and is there to compare with papers that"
                    + " use it. Each training is kept when it is done: an evaluation that was interrupted goes on where it"
                    + " was."
        })
public final class EvaluateCommand implements Callable<Integer> {

    /** What feature-service makes of labelled windows by default. */
    static final List<String> AUGMENTATIONS = List.of(Augmentation.USUAL.split(","));

    private static final List<String> NOT_WITH_PAPER =
            List.of("--split", "--architecture", "--spec", "--seeds", "--epochs", "--song");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(paramLabel = "DIR", description = "A folder with RAVDESS file names, or with a labels.csv.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--split",
            defaultValue = "speakers",
            description = {
                "speakers (default): five folds, no speaker on both sides;",
                "random: 67 %% to train and 33 %% to test, the same speakers on both sides;",
                "inner: the five folds, judged on speakers of the training side, to choose settings by."
            })
    private Split.By splitBy = Split.By.speakers;

    @Option(
            names = "--architecture",
            defaultValue = "default",
            split = ",",
            description = "default (ensemble), ensemble, cnn1d, lstm, paper-cnn1d, paper-cnn1d-flat,"
                    + " paper-cnn1d-frames, paper-rnn, paper-rnn-frames, several by commas, or all.")
    private List<String> architectures = List.of();

    @Option(
            names = "--spec",
            paramLabel = "ID",
            defaultValue = "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney",
            description = "The feature specification; default ${DEFAULT-VALUE}.")
    private String specification = "";

    @Option(
            names = "--seeds",
            paramLabel = "N|FROM-TO",
            defaultValue = "1",
            description = "How many seeds, from 1, or the first and the last of them; default ${DEFAULT-VALUE}.")
    private String seeds = "1";

    @Option(names = "--epochs", description = "Epochs; default is what suits the architecture.")
    private @Nullable Integer epochs;

    @Option(
            names = "--song",
            description = "Sung clips: train (never tested on), both, none; default both for random, else train.")
    private Split.@Nullable Song song;

    @Option(
            names = "--paper",
            description = {
                "Reproduces the study of Khan, Butt and Ali instead: its networks under several readings, 500 epochs,",
                "claim and measurement side by side on one page. Takes hours; what is done is kept."
            })
    private boolean paper;

    @Option(
            names = "--search",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "With --paper: how many settings its random search draws, 0 for none; default ${DEFAULT-VALUE}.")
    private int search = 6;

    @Option(
            names = "--out",
            defaultValue = "evaluation",
            description = "Folder of the report, the per-clip predictions and the trainings that are done; default"
                    + " ${DEFAULT-VALUE}.")
    private Path out = Path.of("evaluation");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Seeds chosen = Seeds.parse(seeds);
        requireNothingElseWithPaper();
        List<LabeledRecording> recordings = Corpus.read(folder);
        FoldStore store = new FoldStore(out.resolve("trainings"), recordings);
        if (paper) {
            return reproduce(recordings, store);
        }
        ExecutorService workers = workers();
        try {
            for (Architecture architecture : architectures()) {
                evaluate(protocol(architecture, chosen), recordings, store, workers);
            }
            return 0;
        } finally {
            workers.shutdownNow();
        }
    }

    private void requireNothingElseWithPaper() {
        for (String option : NOT_WITH_PAPER) {
            if (paper && command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new IllegalArgumentException("--paper repeats the study as it is written: leave " + option
                        + " out, or evaluate its networks with --architecture");
            }
        }
    }

    private int reproduce(List<LabeledRecording> recordings, FoldStore store) throws IOException {
        ExecutorService workers = workers();
        try {
            write(
                    "paper.html",
                    new PaperStudy(recordings, PaperStudy.EPOCHS, 1, store, workers).run(search),
                    "claim and measurement");
            return 0;
        } finally {
            workers.shutdownNow();
        }
    }

    private static ExecutorService workers() {
        return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }

    private List<Architecture> architectures() {
        return architectures.equals(List.of("all"))
                ? Arrays.asList(Architecture.values())
                : architectures.stream().map(Architecture::named).toList();
    }

    private Protocol protocol(Architecture architecture, Seeds chosen) {
        return new Protocol(
                architecture,
                FeatureSpecification.parse(specification),
                splitBy,
                song == null ? (splitBy == Split.By.random ? Split.Song.both : Split.Song.train) : song,
                epochs == null ? architecture.defaultEpochs() : epochs,
                chosen);
    }

    private void evaluate(
            Protocol protocol, List<LabeledRecording> recordings, FoldStore store, ExecutorService workers)
            throws IOException, InterruptedException {
        Architecture architecture = protocol.architecture();
        ClipReader reader = new ClipReader(
                protocol.specification(),
                architecture.coefficients(),
                architecture.fromPaper()
                        ? List.of()
                        : AUGMENTATIONS.stream().map(Augmentation::parse).toList());
        List<Clip> clips = reader.read(recordings, workers);
        List<FoldJob> jobs = new ArrayList<>();
        protocol.seeds().stream().forEach(seed -> {
            List<Split> splits = Split.of(splitBy, clips, protocol.song(), seed);
            for (int fold = 0; fold < splits.size(); fold++) {
                jobs.add(new FoldJob(protocol, seed, fold, splits.get(fold)));
            }
        });
        List<FoldResult> results = new FoldRunner(store, workers).run(jobs);
        Terminal.progressDone();
        new EvaluationSummary(protocol, results).print(Terminal.out());
        String corpus = folder.toAbsolutePath().normalize().getFileName().toString();
        ReportData report = EvaluationReport.of(protocol, corpus, results, store.lineage());
        write(protocol.name() + "-clips.csv", ClipCsv.of(results), "per-clip predictions");
        write(protocol.name() + "-report.html", HtmlReport.of(report), "report");
        write(protocol.name() + "-card.md", ModelCard.of(report), "model card");
    }

    private void write(String name, String content, String what) throws IOException {
        Path file = out.resolve(name);
        Files.writeString(file, content);
        Terminal.out().printf("  %s: %s%n", what, file);
    }
}
