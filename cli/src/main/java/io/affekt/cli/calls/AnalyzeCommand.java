package io.affekt.cli.calls;

import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import io.affekt.cli.platform.PlatformOptions;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.topics.EventJson;
import io.affekt.schemas.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code affekt analyze}: recordings in, timelines of emotions out. */
@Command(
        name = "analyze",
        description =
                "Sends recordings, each as a new call, and prints the timeline of emotions that comes back, and in a line"
                        + " for each role how the call went.")
public final class AnalyzeCommand implements Callable<Integer> {

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Recordings: WAV, AIFF, FLAC, MP3, Ogg Vorbis, Opus.")
    private List<Path> files = List.of();

    @Option(
            names = "--role",
            description = "Who speaks on a recording of one channel: customer (default), agent, unknown.")
    private @Nullable String role;

    @Option(
            names = "--channels",
            paramLabel = "ROLES",
            description = "Who speaks on each channel, such as customer,agent.")
    private @Nullable String channels;

    @Option(names = "--consent-basis", description = "The legal basis of the analysis; kept with the call.")
    private @Nullable String consentBasis;

    @Option(names = "--json", description = "One JSON object for each window, with the fields of Prediction.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (role == null && channels == null) {
            Terminal.say("Every recording is taken as that of a customer (--role, --channels say otherwise).");
        }
        try (PlatformOptions.Session session = options.runningOrStarted();
                PredictionReader reader = new PredictionReader(session.ports())) {
            CallSender sender = new CallSender(session.ports());
            Map<Path, CallSender.SentCall> sent = new LinkedHashMap<>();
            boolean failed = false;
            for (Path file : files) {
                Terminal.progress("sending " + file);
                try {
                    CallSender.SentCall call = sender.send(file, parameters(file));
                    if (call.warning() != null) {
                        Terminal.say(file + ": warning: " + call.warning());
                    }
                    reader.expect(call);
                    sent.put(file, call);
                } catch (CommandException e) {
                    Terminal.say(file + ": " + e.getMessage());
                    failed = true;
                }
            }
            for (Map.Entry<Path, CallSender.SentCall> call : sent.entrySet()) {
                Terminal.progress("waiting for " + call.getKey());
                try {
                    print(session.ports(), call.getKey(), call.getValue(), reader.await(call.getValue()));
                } catch (CommandException e) {
                    Terminal.say(call.getKey() + ": " + e.getMessage());
                    failed = true;
                }
            }
            Terminal.progressDone();
            return failed ? 1 : 0;
        }
    }

    private Map<String, @Nullable String> parameters(Path file) {
        String roles = channels != null ? channels : role != null ? role : "customer";
        return CallSender.parameters("call_id", newCallId(file), "channels", roles, "consent_basis", consentBasis);
    }

    /** A new call with each run; the file's name is in it for people. */
    public static String newCallId(Path file) {
        String name = file.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return name.substring(0, Math.min(80, name.length())) + "-"
                + UUID.randomUUID().toString().substring(0, 8);
    }

    private void print(Ports ports, Path file, CallSender.SentCall call, List<Prediction> predictions)
            throws InterruptedException {
        Terminal.progressDone();
        if (json) {
            predictions.stream()
                    .sorted(Comparator.comparing(Prediction::getChannel).thenComparing(Prediction::getWindowIndex))
                    .forEach(prediction -> Terminal.out().println(EventJson.line(prediction)));
            return;
        }
        String title =
                String.format(Locale.ROOT, "%s  (%.1f s, call %s)", file, call.durationMs() / 1000.0, call.callId());
        Terminal.out().println(Timeline.of(title, predictions) + CallOutcome.await(ports, call.callId()));
    }
}
