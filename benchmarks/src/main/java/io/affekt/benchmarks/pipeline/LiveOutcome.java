package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Verdict;
import org.HdrHistogram.Histogram;

/** What a {@link LiveLoad} gave. */
record LiveOutcome(LiveLoad load, Verdict verdict, Latencies latencies) {

    /** Before and after a moment, seconds, is around it. */
    static final double AROUND = 10;

    /** Growth of the windows under way that is still none, as a share of the load. */
    private static final double NO_GROWTH = 0.01;

    /** Latencies of all the counted time, milliseconds. */
    Histogram all() {
        return latencies.between(load.settleSeconds(), load.seconds());
    }

    /** Latencies before the middle, and what is around it, milliseconds. */
    Histogram before() {
        return latencies.between(load.settleSeconds(), load.middle() - AROUND);
    }

    /** Latencies around the middle, milliseconds. */
    Histogram around() {
        return latencies.between(load.middle() - AROUND, load.middle() + AROUND);
    }

    /** How long after the middle windows went on being later than a second. */
    double secondsToRecover() {
        return latencies.secondsOver(load.middle(), 1);
    }

    double growth() {
        return latencies.backlogSlope(load.settleSeconds(), load.seconds());
    }

    /** Whether the system keeps up: nothing lost, 99 of 100 windows in time, and the windows under way do not grow. */
    boolean keepsUp(int limitMs) {
        return verdict.clean() && all().getValueAtPercentile(99) <= limitMs && growth() < NO_GROWTH;
    }
}
