package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.LedgerReader;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.LiveSender;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls in real time.
 *
 * @param channels how many are spoken on at once
 * @param settleSeconds at the begin, what is not counted
 * @param seconds how long it goes on in all
 */
record LiveLoad(int channels, int settleSeconds, int seconds, long seed) {

    /** Beyond the load itself: for what is behind to be caught up with. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Something that happens in the middle of the counted time. */
    interface Event extends Callable<Void> {}

    /** When the event happens, seconds after the begin. */
    double middle() {
        return (settleSeconds + seconds) / 2.0;
    }

    /** Sends it, and takes the latencies of all that comes, until all has come. */
    LiveOutcome run(BenchPlatform platform, List<Track> tracks, Reference reference, Event event) throws Exception {
        List<PlannedCall> calls = PlannedCall.live(tracks, channels, seconds, "live-" + System.nanoTime(), seed);
        Ledger ledger = new Ledger(reference);
        ExecutorService beside = Executors.newFixedThreadPool(2);
        long begin = System.nanoTime();
        Latencies latencies = new Latencies(calls, begin);
        try (LiveSender sender = new LiveSender(platform.kafka(), ledger, calls);
                LedgerReader reader =
                        new LedgerReader(platform.kafka(), List.of(Topics.PREDICTIONS), ledger, latencies::take)) {
            Future<?> sent = beside.submit(() -> sender.run(begin));
            reader.readUntil(() -> System.nanoTime() - begin > middle() * 1e9, PATIENCE.plusSeconds(seconds));
            Future<?> happened = beside.submit(event);
            reader.readUntil(() -> sent.isDone() && ledger.complete(), PATIENCE.plusSeconds(seconds));
            sent.get();
            happened.get();
        } finally {
            beside.shutdownNow();
        }
        platform.forgetSound();
        return new LiveOutcome(this, ledger.verdict(), latencies);
    }
}
