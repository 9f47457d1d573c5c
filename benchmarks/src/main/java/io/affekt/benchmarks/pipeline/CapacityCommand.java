package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.models.ModelTopics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** (A): the most channels that are kept up with, found by halving the distance between what goes and what does not. */
@Command(
        name = "capacity",
        description = "Finds how many channels can be spoken on at once: 99 of 100 windows in time, and no backlog that"
                + " grows.")
final class CapacityCommand implements Callable<Integer> {

    private static final int MOST = 1 << 16;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "200",
            description = "Channels of the first attempt; default ${DEFAULT-VALUE}.")
    private int from;

    @Option(
            names = "--limit-ms",
            paramLabel = "MS",
            defaultValue = "500",
            description = "What 99 of 100 windows must not take longer than; default ${DEFAULT-VALUE}.")
    private int limitMs;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long an attempt goes on; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--settle",
            paramLabel = "S",
            defaultValue = "15",
            description = "Of that, at the begin, what is not counted; default ${DEFAULT-VALUE}.")
    private int settle;

    @Option(
            names = "--within",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "How exactly it is found; default ${DEFAULT-VALUE}.")
    private double within;

    @Override
    public Integer call() throws Exception {
        List<Track> tracks = options.tracks();
        Results results = options.results("capacity");
        try (BenchPlatform platform = options.start();
                ModelTopics models = new ModelTopics(platform.kafka(), platform.inference())) {
            Reference reference = WarmUp.of(platform, models, tracks, options);
            int goes = 0;
            int tooMany = MOST;
            int next = from;
            while (tooMany - goes > within * tooMany && next > 0 && next < MOST) {
                LiveOutcome outcome = new LiveLoad(next, settle, seconds, options.seed())
                        .run(platform, tracks, reference, () -> null);
                if (keepsUp(next, outcome, results)) {
                    goes = next;
                } else {
                    tooMany = next;
                }
                next = tooMany == MOST ? 2 * goes : (goes + tooMany) / 2;
            }
            System.out.printf("capacity: %d channels%n", goes);
            return goes > 0 ? 0 : 1;
        }
    }

    private boolean keepsUp(int channels, LiveOutcome outcome, Results results) throws IOException {
        boolean keepsUp = outcome.keepsUp(limitMs);
        System.out.printf(
                Locale.ROOT,
                "%d channels: %s; windows under way grow by %.2f %% of the load; %s; %s%n",
                channels,
                Latencies.text(outcome.all()),
                100 * outcome.growth(),
                outcome.verdict(),
                keepsUp ? "goes" : "too many");
        results.add(Map.of(
                "channels",
                channels,
                "latency",
                Latencies.percentiles(outcome.all()),
                "growth",
                outcome.growth(),
                "keeps_up",
                keepsUp));
        return keepsUp;
    }
}
