package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.load.Tracks;
import io.affekt.cli.platform.Instance;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the pipeline's benchmarks have in common. */
final class BenchOptions {

    private static final int TRACKS = 10;
    private static final int TRACK_SECONDS = 600;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = Ports.DEFAULT_BASE,
            description = "Kafka listens on N, the services on N+1 to N+5, on 127.0.0.1; default ${DEFAULT-VALUE}.")
    private int portBase;

    @Option(
            names = "--speech",
            paramLabel = "DIR",
            description = "Recordings that calls are put together from, named speaker-….wav; default demo/corpus.")
    private @Nullable Path speech;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many of feature-service and of inference-service run; default ${DEFAULT-VALUE}.")
    private int instances;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "6",
            description = "Backlogs that are worked off first and not counted, until Java has compiled what it runs;"
                    + " default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the services, such as affekt.features.commit-interval=50ms; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the figures are appended, a JSON line each; benchmarks/pictures.py draws them.")
    private @Nullable Path out;

    long seed() {
        return seed;
    }

    int warmUp() {
        return warmUp;
    }

    Results results(String benchmark) {
        return new Results(benchmark, settings, instances, out);
    }

    List<Track> tracks() throws IOException {
        Path folder = speech == null ? Platform.home().resolve("demo/corpus") : speech;
        return Tracks.generate(folder, TRACKS, TRACK_SECONDS, seed);
    }

    /**
     * A platform that is thrown away, without the dashboard: it is not on the way from {@code audio-chunks} to
     * {@code predictions}.
     *
     * @param more settings of the services beside those that were given
     */
    BenchPlatform start(String... more) throws IOException, InterruptedException {
        if (instances < 1 || instances > 8) {
            throw new IllegalArgumentException("--instances must be from 1 to 8, not " + instances);
        }
        Ports ports = new Ports(portBase);
        List<String> all = Stream.concat(Stream.of(more), settings.stream()).toList();
        Platform platform = Platform.startTemporary(
                ports,
                new Layout(
                        ports.bootstrapServers(), List.of(), all, EnumSet.complementOf(EnumSet.of(Service.DASHBOARD))));
        try {
            for (int number = 1; number < instances; number++) {
                for (Service service : List.of(Service.FEATURE, Service.INFERENCE)) {
                    Instance instance = new Instance(service, number);
                    platform.start(instance);
                    platform.awaitReady(instance);
                }
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            platform.close();
            throw e;
        }
        return new BenchPlatform(platform, instances);
    }
}
