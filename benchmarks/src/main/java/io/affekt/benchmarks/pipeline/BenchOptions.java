package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.load.Tracks;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            description = "Kafka listens on N, the services on N+1 to N+4, on 127.0.0.1; default ${DEFAULT-VALUE}.")
    private int portBase;

    @Option(
            names = "--speech",
            paramLabel = "DIR",
            description = "Recordings that calls are put together from, named speaker-….wav; default demo/corpus.")
    private @Nullable Path speech;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of the services, such as affekt.features.commit-interval=50ms; may be repeated.")
    private List<String> settings = new ArrayList<>();

    long seed() {
        return seed;
    }

    List<Track> tracks() throws IOException {
        Path folder = speech == null ? Platform.home().resolve("demo/corpus") : speech;
        return Tracks.generate(folder, TRACKS, TRACK_SECONDS, seed);
    }

    /** A platform that is thrown away. */
    Platform start() throws IOException, InterruptedException {
        Ports ports = new Ports(portBase);
        List<String> options = settings.stream().map(setting -> "-D" + setting).toList();
        Layout standard = Layout.standard(ports);
        return Platform.startTemporary(
                ports, new Layout(standard.servicesKafka(), standard.brokerProperties(), options));
    }
}
