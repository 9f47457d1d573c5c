package io.affekt.benchmarks.pipeline;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The processor time of processes, all threads, user and system. */
final class CpuMeter {

    private final Map<String, Long> pids;
    private final Map<String, Duration> before = new LinkedHashMap<>();

    /** Starts to count. */
    CpuMeter(Map<String, Long> pids) {
        this.pids = pids;
        pids.forEach((name, pid) -> before.put(name, total(name, pid)));
    }

    /** Seconds since the start, by process. */
    Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        pids.forEach((name, pid) -> seconds.put(
                name,
                total(name, pid).minus(before.getOrDefault(name, Duration.ZERO)).toMillis() / 1000.0));
        return seconds;
    }

    private static Duration total(String name, long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException(name + " (process " + pid + ") is gone"));
    }
}
