package io.affekt.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import io.affekt.cli.calls.AnalyzeCommand;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.calls.PredictionReader;
import io.affekt.cli.calls.Timeline;
import io.affekt.cli.corpus.Corpus;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.cli.models.CorpusSender;
import io.affekt.cli.models.TrainCommand;
import io.affekt.cli.models.Training;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.Service;
import io.affekt.cli.platform.UpCommand;
import io.affekt.schemas.Prediction;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code affekt demo}: calls in, emotions out, a retrained model taken over live. */
@Command(
        name = "demo",
        description = {
            "The whole story on one machine: starts a platform with data of its own, sends sample calls, prints the emotions"
                    + " that come out, trains a new model, sends a call again.",
            "The samples are synthesised speech: they show the working, not accuracy."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final String MODEL = "emotion";
    private static final int EPOCHS = 15;
    private static final String MONO_CALL = "parcel.flac";
    private static final String STEREO_CALL = "refund.wav";

    @Option(names = "--keep", description = "Leaves the platform running until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = Ports.DEFAULT_BASE,
            description = "Kafka listens on N, the services on N+1 to N+5, on 127.0.0.1; default ${DEFAULT-VALUE}.")
    private int portBase = Integer.parseInt(Ports.DEFAULT_BASE);

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Platform platform = Platform.startTemporary(new Ports(portBase))) {
            tell(platform);
            if (keep) {
                UpCommand.stay(platform);
            }
        }
        return 0;
    }

    private static void tell(Platform platform) throws IOException, InterruptedException {
        PrintWriter out = Terminal.out();
        Path samples = Platform.home().resolve("demo");
        Path monoCall = samples.resolve("calls").resolve(MONO_CALL);
        heading("1. Two recorded calls go in, emotions come out of the topic predictions");
        try (PredictionReader reader = new PredictionReader(platform.ports())) {
            int before = analyze(platform, reader, monoCall, "customer");
            analyze(platform, reader, samples.resolve("calls").resolve(STEREO_CALL), "customer,agent");
            out.println("Only the customer's channel of " + STEREO_CALL + " left ingest: analysing agents is a decision"
                    + " that somebody must take.");

            heading("2. A labelled set goes the same way, and a new model is trained on what came of it");
            long inference = platform.process(Service.INFERENCE).pid();
            int version = retrain(platform, samples.resolve("corpus"));

            heading("3. The same recording again, as a new call");
            int after = analyze(platform, reader, monoCall, "customer");
            if (after != version || after == before) {
                throw new CommandException(
                        "The call was predicted by version " + after + ", not by the new version " + version);
            }
            if (platform.process(Service.INFERENCE).pid() != inference || platform.dead() != null) {
                throw new CommandException("inference-service was restarted");
            }
            out.printf(
                    "The running inference-service changed from %s:%d to %s:%d without a restart.%n",
                    MODEL, before, MODEL, after);
        }
    }

    /** Sends a call and prints its timeline; the version that predicted it. */
    private static int analyze(Platform platform, PredictionReader reader, Path file, String roles)
            throws InterruptedException {
        CallSender.SentCall call = new CallSender(platform.ports())
                .send(file, CallSender.parameters("call_id", AnalyzeCommand.newCallId(file), "channels", roles));
        List<Prediction> predictions = reader.await(call);
        Terminal.progressDone();
        Terminal.out().println(Timeline.of(file.getFileName() + "  (call " + call.callId() + ")", predictions));
        List<Integer> versions =
                predictions.stream().map(Prediction::getModelVersion).distinct().toList();
        if (versions.size() != 1) {
            throw new CommandException("The call was predicted by several versions: " + versions);
        }
        return versions.get(0);
    }

    private static int retrain(Platform platform, Path corpus) throws IOException, InterruptedException {
        List<LabeledRecording> recordings = Corpus.read(corpus);
        CorpusSender sender = new CorpusSender(platform.ports());
        if (sender.send("demo", recordings) > 0) {
            throw new CommandException("The demo's recordings were refused");
        }
        sender.awaitFeatures();
        Training training = new Training(platform.ports());
        JsonNode view = training.run(Map.of("name", MODEL, "epochs", EPOCHS, "seed", 1, "actor", "affekt demo"));
        TrainCommand.report(view);
        int version = view.path("version").asInt();
        if (!view.path("promoted").asBoolean()) {
            Terminal.out()
                    .println("So few windows prove nothing: the demo promotes it by its explicit word, which the"
                            + " history of the alias keeps.");
            training.promote(
                    MODEL, version, "the demo shows a change of models; no evidence of quality", "affekt demo");
        }
        training.awaitServing(MODEL, version);
        return version;
    }

    private static void heading(String text) {
        Terminal.progressDone();
        Terminal.out().println("\n" + text + "\n");
    }
}
