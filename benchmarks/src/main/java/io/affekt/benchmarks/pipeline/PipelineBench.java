package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.load.Tracks;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.PlatformOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main class of {@code affekt bench pipeline}. */
@Command(
        name = "pipeline",
        description = "The pipeline from audio-chunks to predictions, exactly once, on a platform of its own.",
        mixinStandardHelpOptions = true)
public final class PipelineBench implements Callable<Integer> {

    private static final int TRACKS = 10;
    private static final int TRACK_SECONDS = 600;

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--speech",
            paramLabel = "DIR",
            description = "Recordings that calls are put together from, named speaker-….wav; default demo/corpus.")
    private @Nullable Path speech;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "6",
            description = "Sound in a pass, channel-hours; default ${DEFAULT-VALUE}.")
    private double hours;

    @Option(
            names = "--passes",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measured passes, after a warm-up; default ${DEFAULT-VALUE}.")
    private int passes;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed; default ${DEFAULT-VALUE}.")
    private long seed;

    public static void main(String[] args) {
        System.exit(new CommandLine(new PipelineBench()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        List<Track> tracks = Tracks.generate(
                speech == null ? Platform.home().resolve("demo/corpus") : speech, TRACKS, TRACK_SECONDS, seed);
        try (Platform platform = Platform.startTemporary(options.ports())) {
            BenchPlatform bench = new BenchPlatform(platform);
            FlatOut flatOut = new FlatOut(bench, new Reference());
            report("warm-up", flatOut.run(PlannedCall.allOf(tracks, "warm")));
            for (int pass = 0; pass < passes; pass++) {
                report("pass " + pass, flatOut.run(PlannedCall.backlog(tracks, hours, "b" + pass, seed + pass)));
            }
        }
        return 0;
    }

    private static void report(String name, FlatOut.Pass pass) {
        System.out.printf(
                Locale.ROOT,
                "%-8s %.2f h in %.1f s, cpu %s, %.0f channel-hours per core-hour, %.0f %% abstained; %s%n",
                name,
                pass.channelHours(),
                pass.seconds(),
                pass.cpu(),
                pass.perCoreHour(),
                100 * pass.abstained(),
                pass.verdict());
    }
}
