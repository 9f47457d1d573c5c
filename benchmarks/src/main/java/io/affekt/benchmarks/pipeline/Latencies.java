package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.schemas.Prediction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * How long predictions take: from the scheduled time of a window's last sample to its receipt. What the load falls behind
 * its schedule counts as delay too, so that a slow system cannot make its own load lighter (coordinated omission).
 */
final class Latencies {

    private record Received(double dueSeconds, double latencySeconds) {}

    private final Map<String, Double> startsAt = new HashMap<>();
    private final long begin;
    private final List<Received> received = new ArrayList<>();

    /** @param begin {@link System#nanoTime} of second 0 */
    Latencies(List<PlannedCall> calls, long begin) {
        calls.forEach(call -> startsAt.put(call.callId(), call.startsAt()));
        this.begin = begin;
    }

    /** Takes a prediction that was received. */
    void take(Prediction prediction, long receivedAt) {
        Double start = startsAt.get(prediction.getCallId());
        if (start != null) {
            double due = start + prediction.getEndMs() / 1000.0;
            received.add(new Received(due, (receivedAt - begin) / 1e9 - due));
        }
    }

    /** Latencies of the windows that were due between two moments, seconds after the begin; in milliseconds. */
    Histogram between(double from, double to) {
        Histogram histogram = new Histogram(600_000, 3);
        for (Received window : received) {
            if (window.dueSeconds >= from && window.dueSeconds < to) {
                histogram.recordValue(Math.max(0, Math.min(600_000, Math.round(1000 * window.latencySeconds))));
            }
        }
        return histogram;
    }

    /**
     * By how much the windows that are under way grow, as a share of those that become due: the slope of a line through
     * their number at every second.
     */
    double backlogSlope(double from, double to) {
        int seconds = (int) (to - from);
        double[] underWay = new double[seconds];
        int due = 0;
        for (Received window : received) {
            if (window.dueSeconds >= from && window.dueSeconds < to) {
                due++;
            }
            double done = window.dueSeconds + window.latencySeconds;
            int first = (int) Math.ceil(Math.max(0, window.dueSeconds - from));
            for (int s = first; s < seconds && from + s < done; s++) {
                underWay[s]++;
            }
        }
        double meanTime = (seconds - 1) / 2.0;
        double covariance = 0;
        double variance = 0;
        for (int s = 0; s < seconds; s++) {
            covariance += (s - meanTime) * underWay[s];
            variance += (s - meanTime) * (s - meanTime);
        }
        return covariance / variance / ((double) due / seconds);
    }

    /** How long after {@code moment} windows that became due went on being later than {@code limitSeconds}. */
    double secondsOver(double moment, double limitSeconds) {
        return received.stream()
                .filter(window -> window.dueSeconds >= moment - limitSeconds && window.latencySeconds > limitSeconds)
                .mapToDouble(window -> window.dueSeconds + window.latencySeconds - moment)
                .max()
                .orElse(0);
    }

    /**
     * The latencies of the windows that became due in each second: its number, the median and the longest, milliseconds.
     */
    List<double[]> bySecond(int seconds) {
        List<double[]> all = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            Histogram histogram = between(second, second + 1);
            if (histogram.getTotalCount() > 0) {
                all.add(new double[] {second, histogram.getValueAtPercentile(50), histogram.getMaxValue()});
            }
        }
        return all;
    }

    /** For programs. */
    static Map<String, Long> percentiles(Histogram histogram) {
        return Map.of(
                "p50",
                histogram.getValueAtPercentile(50),
                "p99",
                histogram.getValueAtPercentile(99),
                "p99.9",
                histogram.getValueAtPercentile(99.9),
                "windows",
                histogram.getTotalCount());
    }

    /** For people. */
    static String text(Histogram histogram) {
        return String.format(
                Locale.ROOT,
                "p50 %d ms, p99 %d ms, p99.9 %d ms of %,d windows",
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9),
                histogram.getTotalCount());
    }
}
