package io.affekt.benchmarks.load;

import io.affekt.benchmarks.ledger.Ledger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;

/** Sends calls as they are spoken: each chunk when its last sample is. Runs on the thread that calls {@link #run}. */
public final class LiveSender implements AutoCloseable {

    private record Due(PlannedCall call, int sequence) {

        /** Seconds after the begin. */
        double at() {
            return call.startsAt() + (sequence + 1) * PlannedCall.CHUNK_SECONDS;
        }
    }

    private final ChunkSender sender;
    private final List<PlannedCall> calls;

    /** Expects all calls. */
    public LiveSender(Map<String, Object> kafka, Ledger ledger, List<PlannedCall> calls) {
        sender = new ChunkSender(kafka, ledger);
        this.calls = calls;
        calls.forEach(sender::expect);
    }

    /**
     * Sends until all calls have ended.
     *
     * @param begin {@link System#nanoTime} of second 0
     */
    public void run(long begin) {
        Instant recordedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingDouble(Due::at));
        calls.forEach(call -> due.add(new Due(call, 0)));
        while (!due.isEmpty()) {
            Due next = due.remove();
            long at = begin + (long) (next.at() * 1e9);
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sender.send(next.call(), next.sequence(), recordedAt);
            if (next.sequence() + 1 < next.call().chunks()) {
                due.add(new Due(next.call(), next.sequence() + 1));
            }
        }
        sender.flush();
    }

    @Override
    public void close() {
        sender.close();
    }
}
