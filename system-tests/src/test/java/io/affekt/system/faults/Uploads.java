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
import io.affekt.cli.platform.Service;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recordings that are uploaded, each again under the same call id until ingest-service has taken it. */
final class Uploads {

    private static final Duration PATIENCE = Duration.ofSeconds(170);

    private final CallSender sender;
    private final Ledger ledger;
    private final String prefix;
    private final List<Path> files;
    private final boolean labelled;
    private final URI ingest;

    /** @param labelled whether each comes with its emotion and speaker, which its name says */
    Uploads(Ports ports, Ledger ledger, String prefix, List<Path> files, boolean labelled) {
        sender = new CallSender(ports);
        ingest = ports.uri(Service.INGEST);
        this.ledger = ledger;
        this.prefix = prefix;
        this.files = files;
        this.labelled = labelled;
    }

    /** Enters all of them in the ledger; returns what sends one. */
    List<Runnable> expect() throws IOException {
        List<Runnable> uploads = new ArrayList<>();
        for (Path file : files) {
            ledger.expect(new SentChannel(callId(file), 0, file.getFileName().toString(), samples(file)));
            uploads.add(() -> send(file, callId(file)));
        }
        return uploads;
    }

    String callId(Path file) {
        return prefix + "-" + file.getFileName();
    }

    /** Begins an upload and breaks the connection off in its middle. */
    void breakOff(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        String head = "POST /v1/calls?channels=customer&call_id=" + callId(file) + " HTTP/1.1\r\nHost: affekt\r\n"
                + "Content-Type: application/octet-stream\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket(ingest.getHost(), ingest.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body, 0, body.length / 2);
            out.flush();
        }
    }

    private void send(Path file, String callId) {
        String[] parts = file.getFileName().toString().split("-");
        Map<String, @Nullable String> parameters = CallSender.parameters(
                "call_id",
                callId,
                "channels",
                "customer",
                "speaker",
                labelled ? parts[0] : null,
                "emotion",
                labelled ? parts[1] : null);
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
            long frames = 0;
            for (float[][] block = recording.read(); block != null; block = recording.read()) {
                frames += block[0].length;
            }
            return (frames * Windows.SAMPLE_RATE + rate - 1) / rate;
        }
    }
}
