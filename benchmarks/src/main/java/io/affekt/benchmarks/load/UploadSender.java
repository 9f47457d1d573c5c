package io.affekt.benchmarks.load;

import io.affekt.audio.G711;
import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.resample.Resampler;
import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.SentChannel;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.platform.Ports;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Uploads stereo calls to ingest-service as telephone systems export them: WAV, 8 kHz µ-law, a channel for each side. The
 * service must analyse agents too.
 */
public final class UploadSender implements BacklogSender {

    private static final int RATE = 8_000;
    private static final int CHUNK = Windows.CHUNK_SAMPLES * RATE / Windows.SAMPLE_RATE;
    private static final int HEADER_BYTES = 44;
    private static final short MU_LAW = 7;
    private static final int SIDES = 2;

    private final CallSender ingest;
    private final Ledger ledger;
    private final Path folder;
    private final Map<String, byte[]> encoded = new HashMap<>();
    private final ExecutorService uploads =
            Executors.newFixedThreadPool(2 * Runtime.getRuntime().availableProcessors());

    /** @param ports where the platform listens */
    public UploadSender(Ports ports, Ledger ledger) throws IOException {
        ingest = new CallSender(ports);
        this.ledger = ledger;
        folder = Files.createTempDirectory("affekt-uploads");
    }

    @Override
    public void prepare(List<PlannedCall> calls) throws IOException {
        for (PlannedCall call : calls) {
            for (int side = 0; side < SIDES; side++) {
                // Where a recording ends, resampling hears silence: the end sounds as only calls of its length do.
                String content = call.track().name() + "/" + side + "/" + call.chunks() + "/upload";
                long samples = Windows.resampledLength((long) call.chunks() * CHUNK, RATE);
                ledger.expect(new SentChannel(call.callId(), side, content, samples));
            }
            byte[] sound = encoded.computeIfAbsent(call.track().name(), name -> muLaw(call.track()));
            int bytes = call.chunks() * CHUNK * SIDES;
            Files.write(
                    file(call),
                    ByteBuffer.allocate(HEADER_BYTES + bytes)
                            .put(header(bytes))
                            .put(sound, 0, bytes)
                            .array());
        }
    }

    private Path file(PlannedCall call) {
        return folder.resolve(call.callId() + ".wav");
    }

    private static byte[] muLaw(Track track) {
        List<float[]> sides = track.channels().stream()
                .map(side -> Resampler.resample(samples(side), Track.RATE, RATE))
                .toList();
        byte[] interleaved = new byte[SIDES * sides.get(0).length];
        for (int i = 0; i < interleaved.length; i++) {
            interleaved[i] = G711.encodeMuLaw(Pcm16.fromFloat(sides.get(i % SIDES)[i / SIDES]));
        }
        return interleaved;
    }

    private static float[] samples(short[] pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        return Pcm16.decode(bytes);
    }

    private static ByteBuffer header(int bytes) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER_BYTES - 8 + bytes)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort(MU_LAW)
                .putShort((short) SIDES)
                .putInt(RATE)
                .putInt(RATE * SIDES)
                .putShort((short) SIDES)
                .putShort((short) 8)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(bytes)
                .flip();
    }

    /** A few beside each other. */
    @Override
    public void send(List<PlannedCall> calls) throws InterruptedException {
        List<Callable<CallSender.SentCall>> tasks = calls.stream()
                .<Callable<CallSender.SentCall>>map(call -> () -> ingest.send(
                        file(call), CallSender.parameters("call_id", call.callId(), "channels", "customer,agent")))
                .toList();
        for (Future<CallSender.SentCall> sent : uploads.invokeAll(tasks)) {
            try {
                sent.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("An upload failed", e);
            }
        }
    }

    @Override
    public void close() {
        uploads.shutdownNow();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new IllegalStateException(folder + " could not be deleted", e);
        }
    }
}
