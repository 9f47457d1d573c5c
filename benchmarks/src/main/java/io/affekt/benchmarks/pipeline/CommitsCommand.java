package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.benchmarks.pipeline.AffektContender.From;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What exactly-once costs, by how often transactions are committed. */
@Command(
        name = "commits",
        description = "Measures throughput and latency by how often transactions are committed, each on a platform of"
                + " its own.")
final class CommitsCommand implements Callable<Integer> {

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Mixin
    private final BacklogOptions backlog = new BacklogOptions();

    @Option(
            names = "--intervals",
            paramLabel = "MS",
            split = ",",
            defaultValue = "10,30,100,300,1000",
            description = "Commit intervals of feature-service, milliseconds; inference-service lingers for half of it;"
                    + " default ${DEFAULT-VALUE}.")
    private List<Integer> intervals = List.of();

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "200",
            description = "Channels that are spoken on at once, for the latency; default ${DEFAULT-VALUE}.")
    private int channels;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "For how long; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        List<Track> tracks = options.tracks();
        Results results = options.results("commits");
        System.out.printf("| commit interval, ms | channel-hours per core-hour, median | p50, ms | p99, ms |%n");
        System.out.printf("| --- | --- | --- | --- |%n");
        for (int interval : intervals) {
            measure(interval, tracks, results);
        }
        return 0;
    }

    private void measure(int interval, List<Track> tracks, Results results) throws Exception {
        try (BenchPlatform platform = options.start(
                        "affekt.features.commit-interval=" + interval + "ms",
                        "affekt.inference.linger=" + interval / 2 + "ms");
                ModelTopics models = new ModelTopics(platform.kafka(), platform.inference())) {
            AffektContender contender = new AffektContender(
                    platform, models, new ServedModel("production model", 1, models.firstVersion()), From.CHUNKS);
            contender.run(PlannedCall.allOf(tracks, "reference"));
            List<Double> rates = new ArrayList<>();
            for (int pass = 0; pass < options.warmUp() + backlog.passes(); pass++) {
                Pass result = contender.run(
                        PlannedCall.backlog(tracks, backlog.hours(), "pass-" + pass, options.seed() + pass));
                if (pass >= options.warmUp()) {
                    rates.add(result.perCoreHour());
                }
            }
            LiveOutcome live = new LiveLoad(channels, seconds / 4, seconds, options.seed())
                    .run(platform, tracks, contender.reference(), () -> null);
            if (!live.verdict().clean()) {
                throw new IllegalStateException("The measurement is void: " + live.verdict());
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %,.0f | %d | %d |%n",
                    interval,
                    rates.stream().sorted().toList().get(backlog.passes() / 2),
                    live.all().getValueAtPercentile(50),
                    live.all().getValueAtPercentile(99));
            results.add(Map.of(
                    "interval_ms",
                    interval,
                    "per_core_hour",
                    rates,
                    "channels",
                    channels,
                    "latency",
                    Latencies.percentiles(live.all())));
        }
    }
}
