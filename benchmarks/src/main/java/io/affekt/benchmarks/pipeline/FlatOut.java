package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.LedgerReader;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.ledger.Verdict;
import io.affekt.benchmarks.load.ChunkSender;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** (B): a backlog is worked off as fast as it goes. */
final class FlatOut {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration QUIET = Duration.ofSeconds(2);

    /**
     * What a pass gave.
     *
     * @param channelHours the sound of it
     * @param seconds from the first chunk sent to the last prediction received
     * @param cpu processor seconds by process
     * @param abstained the share of windows without an emotion
     * @param verdict the ledger's
     */
    record Pass(double channelHours, double seconds, Map<String, Double> cpu, double abstained, Verdict verdict) {

        /** Channel-hours per core-hour. */
        double perCoreHour() {
            return channelHours / (cpu.values().stream().mapToDouble(s -> s).sum() / 3600);
        }
    }

    private final BenchPlatform platform;
    private final Reference reference;

    FlatOut(BenchPlatform platform, Reference reference) {
        this.platform = platform;
        this.reference = reference;
    }

    Pass run(List<PlannedCall> calls) {
        Ledger ledger = new Ledger(reference);
        int[] abstained = {0};
        try (ChunkSender sender = new ChunkSender(platform.kafka(), ledger);
                LedgerReader reader = new LedgerReader(
                        platform.kafka(),
                        List.of(Topics.PREDICTIONS),
                        ledger,
                        (prediction, at) -> abstained[0] += prediction.getEmotion() == null ? 1 : 0)) {
            double hours =
                    calls.stream().mapToDouble(PlannedCall::channelSeconds).sum() / 3600;
            CpuMeter meter = new CpuMeter(platform.pids());
            long started = System.nanoTime();
            sender.sendAtOnce(calls);
            boolean all = reader.readUntil(ledger::complete, PATIENCE);
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, Double> cpu = meter.seconds();
            if (all) {
                reader.readUntilQuiet(QUIET);
            }
            return new Pass(hours, seconds, cpu, (double) abstained[0] / ledger.expected(), ledger.verdict());
        }
    }
}
