package io.affekt.benchmarks.pipeline;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What working a backlog off gave.
 *
 * @param channelHours the sound of it
 * @param seconds from the first chunk sent to the last prediction received
 * @param cpu processor seconds by process
 * @param verdict what is to be said of the predictions
 */
record Pass(double channelHours, double seconds, Map<String, Double> cpu, String verdict) {

    /** Channel-hours per core-hour. */
    double perCoreHour() {
        return channelHours / (cpu.values().stream().mapToDouble(s -> s).sum() / 3600);
    }

    @Override
    public String toString() {
        String processes = cpu.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.1f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" / "));
        return String.format(
                Locale.ROOT,
                "%,.0f channel-hours per core-hour; %.2f h in %.1f s; processor seconds %s; %s",
                perCoreHour(),
                channelHours,
                seconds,
                processes,
                verdict);
    }
}
