package io.affekt.benchmarks.sound;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs {@link SoundBenchmark} and prints how many seconds of sound one core treats in a second. */
public final class SoundTable {

    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("decodeWav48", "decode WAV, 48 kHz 16 bit");
        ROWS.put("resample8", "resample 8 to 16 kHz");
        ROWS.put("resample44", "resample 44.1 to 16 kHz");
        ROWS.put("resample48", "resample 48 to 16 kHz");
        ROWS.put("fftJTransforms", "FFT alone, JTransforms (double)");
        ROWS.put("mfccReference", "MFCC, reference (double, JTransforms)");
        ROWS.put("mfccFast", "MFCC, vector lanes (float)");
        ROWS.put("speech", "loudness, speech, pitch");
        ROWS.put("file48", "48 kHz WAV: decode, resample, MFCC");
        ROWS.put("file48InWindows", "the same, windows of 3 s every 1.5 s");
    }

    private SoundTable() {}

    public static void main(String[] args) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(SoundBenchmark.class.getName())
                        .build())
                .run();
        Map<String, Statistics> microseconds = new LinkedHashMap<>();
        for (RunResult result : results) {
            String label = result.getPrimaryResult().getLabel();
            microseconds.put(label, result.getPrimaryResult().getStatistics());
        }
        print(microseconds, System.out);
    }

    private static void print(Map<String, Statistics> microseconds, PrintStream out) {
        double reference = statistics(microseconds, "mfccReference").getPercentile(50);
        out.printf(
                "%n16 kHz, 80 MFCC, n_fft 2048, hop 512, 128 mel bands; one thread; JDK %s%n",
                System.getProperty("java.version"));
        out.printf("%n%-42s %16s %14s %20s%n", "", "x real time", "lowest", "to the reference");
        ROWS.forEach((method, name) -> {
            Statistics statistics = statistics(microseconds, method);
            double median = statistics.getPercentile(50);
            String ratio = name.startsWith("MFCC") ? String.format(Locale.ROOT, "%.1f", reference / median) : "";
            out.printf(
                    Locale.ROOT,
                    "%-42s %,16.0f %,14.0f %20s%n",
                    name,
                    realTime(median),
                    realTime(statistics.getMax()),
                    ratio);
        });
        out.printf(
                "%nMedian and slowest of the iterations. Quoted, measured elsewhere, not by this command: librosa 0.11"
                        + " 1,099, torchaudio 0.13 3,042, jlibrosa 122 (MFCC of the same form, one thread).%n");
    }

    private static Statistics statistics(Map<String, Statistics> microseconds, String method) {
        return Objects.requireNonNull(microseconds.get(method), method);
    }

    private static double realTime(double microseconds) {
        return SoundBenchmark.SECONDS * 1e6 / microseconds;
    }
}
