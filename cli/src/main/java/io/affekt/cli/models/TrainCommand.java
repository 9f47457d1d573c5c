package io.affekt.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.Terminal;
import io.affekt.cli.corpus.Corpus;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.cli.evaluate.ConfusionTable;
import io.affekt.cli.platform.PlatformOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code affekt train}: a labelled corpus through the pipeline, and a new version of it. */
@Command(
        name = "train",
        description =
                "Sends a labelled corpus through the pipeline, trains on the resulting topic, and promotes the new"
                        + " version if the evidence is good enough.")
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Parameters(
            paramLabel = "DIR",
            description =
                    "A folder with RAVDESS file names, or with a labels.csv. Its name and a recording's name make the"
                            + " call's id: what was sent under it before stays as it was, labels too.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(
            names = "--architecture",
            defaultValue = "default",
            description = "default (ensemble), ensemble, cnn1d, lstm, paper-cnn1d, paper-cnn1d-flat,"
                    + " paper-cnn1d-frames, paper-rnn, paper-rnn-frames.")
    private String architecture = "default";

    @Option(names = "--epochs", description = "Epochs; default is what suits the architecture.")
    private @Nullable Integer epochs;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything random; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--search",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "A random search of N settings before the training, judged by cross-validation on the training"
                            + " speakers; default 0, none.")
    private int search;

    @Option(names = "--name", defaultValue = "emotion", description = "The model; default ${DEFAULT-VALUE}.")
    private String name = "emotion";

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LabeledRecording> recordings = Corpus.read(folder);
        try (PlatformOptions.Session session = options.runningOrStarted()) {
            CorpusSender sender = new CorpusSender(session.ports());
            String corpus = folder.toAbsolutePath().normalize().getFileName().toString();
            int refused = sender.send(corpus, recordings);
            sender.awaitFeatures();
            Terminal.say("%d of %d recordings went through the pipeline."
                    .formatted(recordings.size() - refused, recordings.size()));
            Training training = new Training(session.ports());
            JsonNode view = training.run(request());
            report(view);
            if (view.path("promoted").asBoolean() && name.equals("emotion")) {
                training.awaitServing(name, view.path("version").asInt());
                Terminal.out().println("  the running inference-service has taken it over");
            }
            return refused == 0 ? 0 : 1;
        }
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new HashMap<>();
        request.put("name", name);
        request.put("architecture", architecture);
        request.put("seed", seed);
        request.put("search", search);
        request.put("actor", "affekt train");
        if (epochs != null) {
            request.put("epochs", epochs);
        }
        return request;
    }

    /** What came of a training, for people. */
    public static void report(JsonNode view) {
        Terminal.progressDone();
        PrintWriter out = Terminal.out();
        out.printf(
                "%s:%d  %s, trained on %d windows%n",
                view.path("name").asText(),
                view.path("version").asInt(),
                view.path("architecture").asText(),
                view.path("windows").asInt());
        JsonNode evaluation = view.path("evaluation");
        if (evaluation.isObject()) {
            out.printf(
                    "  on %d windows of held-out speakers %s: accuracy %.4f, UAR %.4f%n",
                    evaluation.path("samples").asInt(),
                    view.path("held_out_speakers"),
                    evaluation.path("accuracy").asDouble(),
                    evaluation.path("uar").asDouble());
            JsonNode confusion = evaluation.path("confusion");
            out.print(ConfusionTable.of((label, said) ->
                    confusion.path(label.ordinal()).path(said.ordinal()).asInt()));
        }
        String name = view.path("name").asText();
        out.printf(
                "  report: ./affekt models report %s FILE.html%s%n  %s: %s%n",
                view.path("version").asText(),
                name.equals("emotion") ? "" : " --name " + name,
                view.path("promoted").asBoolean() ? "promoted to production" : "not promoted",
                view.path("message").asText());
    }
}
