package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.LedgerReader;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.ChunkSender;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Affekt from {@code audio-chunks} to {@code predictions}, exactly once, with one model and the ledger on. */
final class AffektContender implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final BenchPlatform platform;
    private final ModelTopics models;
    private final ServedModel model;
    private final Reference reference;

    /** @param reference what windows are; the first pass adds what is new to it */
    AffektContender(BenchPlatform platform, ModelTopics models, ServedModel model, Reference reference) {
        this.platform = platform;
        this.models = models;
        this.model = model;
        this.reference = reference;
    }

    @Override
    public String name() {
        return "Affekt, " + model.name();
    }

    @Override
    public Pass run(List<PlannedCall> calls) throws InterruptedException {
        models.point(model.version(), model.offset());
        models.awaitServed(model.version());
        Ledger ledger = new Ledger(reference);
        int[] silent = {0};
        try (ChunkSender sender = new ChunkSender(platform.kafka(), ledger);
                LedgerReader reader = new LedgerReader(
                        platform.kafka(),
                        List.of(Topics.PREDICTIONS),
                        ledger,
                        (prediction, at) -> silent[0] += prediction.getEmotion() == null ? 1 : 0)) {
            CpuMeter meter = new CpuMeter(platform.pids());
            long started = System.nanoTime();
            sender.sendAtOnce(calls);
            boolean all = reader.readUntil(ledger::complete, PATIENCE);
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, Double> cpu = meter.seconds();
            if (all) {
                reader.readUntilQuiet(QUIET);
            }
            if (!ledger.verdict().clean()) {
                throw new IllegalStateException("The pass is void: " + ledger.verdict());
            }
            String verdict = String.format(
                    Locale.ROOT, "%s; %.0f %% without speech", ledger.verdict(), 100.0 * silent[0] / ledger.expected());
            return new Pass(PlannedCall.channelHours(calls), seconds, cpu, verdict);
        }
    }
}
