package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.LedgerReader;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.BacklogSender;
import io.affekt.benchmarks.load.ChunkSender;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.load.UploadSender;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Affekt to {@code predictions}, exactly once, with one model and the ledger on. */
final class AffektContender implements Contender {

    /** Where the calls go in. */
    enum From {
        /** The topic {@code audio-chunks}. */
        CHUNKS(""),
        /** Ingest-service: stereo calls are uploaded. */
        UPLOADS(", from the upload");

        private final String title;

        From(String title) {
            this.title = title;
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final BenchPlatform platform;
    private final ModelTopics models;
    private final ServedModel model;
    private final From from;
    private final Reference reference = new Reference();

    AffektContender(BenchPlatform platform, ModelTopics models, ServedModel model, From from) {
        this.platform = platform;
        this.models = models;
        this.model = model;
        this.from = from;
    }

    @Override
    public String name() {
        return "Affekt, " + model.name() + from.title;
    }

    @Override
    public List<Track> tracks(List<Track> all) {
        return from == From.CHUNKS ? all : all.stream().filter(Track::stereo).toList();
    }

    /** What windows are, as the first passes found it. */
    Reference reference() {
        return reference;
    }

    private BacklogSender sender(Ledger ledger) throws IOException {
        return from == From.CHUNKS
                ? new ChunkSender(platform.kafka(), ledger)
                : new UploadSender(platform.platform().ports(), ledger);
    }

    @Override
    public Pass run(List<PlannedCall> calls) throws IOException, InterruptedException {
        models.point(model.version(), model.offset());
        models.awaitServed(model.version());
        Ledger ledger = new Ledger(reference);
        int[] silent = {0};
        try (BacklogSender sender = sender(ledger);
                LedgerReader reader = new LedgerReader(
                        platform.kafka(),
                        List.of(Topics.PREDICTIONS),
                        ledger,
                        (prediction, at) -> silent[0] += prediction.getEmotion() == null ? 1 : 0)) {
            sender.prepare(calls);
            CpuMeter meter = new CpuMeter(from == From.CHUNKS ? platform.pids() : platform.pidsWithIngest());
            long started = System.nanoTime();
            sender.send(calls);
            boolean all = reader.readUntil(ledger::complete, PATIENCE);
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, Double> cpu = meter.seconds();
            if (all) {
                reader.readUntilQuiet(QUIET);
            }
            if (!ledger.verdict().clean()) {
                throw new IllegalStateException("The pass is void: " + ledger.verdict());
            }
            platform.forgetSound();
            String verdict = String.format(
                    Locale.ROOT, "%s; %.0f %% without speech", ledger.verdict(), 100.0 * silent[0] / ledger.expected());
            return new Pass(PlannedCall.channelHours(calls), seconds, cpu, verdict);
        }
    }
}
