package io.affekt.system.faults;

import static org.awaitility.Awaitility.await;

import io.affekt.audio.Windows;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.SentChannel;
import io.affekt.cli.CommandException;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.platform.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labelled recordings that are uploaded, each again under the same call id until ingest-service has taken it. */
final class Uploads {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final CallSender sender;
    private final Ledger ledger;
    private final String prefix;
    private final List<Path> files;

    Uploads(Ports ports, Ledger ledger, String prefix, List<Path> files) {
        sender = new CallSender(ports);
        this.ledger = ledger;
        this.prefix = prefix;
        this.files = files;
    }

    /** Enters all of them in the ledger; returns what sends one. */
    List<Runnable> expect() throws IOException {
        List<Runnable> uploads = new ArrayList<>();
        for (Path file : files) {
            String name = file.getFileName().toString();
            String callId = prefix + "-" + name;
            ledger.expect(new SentChannel(callId, 0, name, samples(file)));
            uploads.add(() -> send(file, callId));
        }
        return uploads;
    }

    private void send(Path file, String callId) {
        String[] parts = file.getFileName().toString().split("-");
        Map<String, @Nullable String> parameters = CallSender.parameters(
                "call_id", callId, "channels", "customer", "speaker", parts[0], "emotion", parts[1]);
        await("upload of " + callId).atMost(PATIENCE).pollInSameThread().until(() -> {
            try {
                sender.send(file, parameters);
                return true;
            } catch (CommandException refused) {
                return false;
            }
        });
    }

    private static long samples(Path file) throws IOException {
        try (Recording recording = Recording.open(file, AudioLimits.DEFAULT)) {
            int rate = recording.sampleRate();
            long frames = recording.readFirstChannel().length;
            return (frames * Windows.SAMPLE_RATE + rate - 1) / rate;
        }
    }
}
