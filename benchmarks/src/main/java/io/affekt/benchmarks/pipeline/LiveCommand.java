package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.models.ControlModel;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.cli.platform.Instance;
import io.affekt.cli.platform.Service;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** (A): calls in real time. */
@Command(
        name = "live",
        description =
                "Sends calls in real time and measures from the moment that a window's last sample is spoken to the"
                        + " receipt of its prediction.")
final class LiveCommand implements Callable<Integer> {

    /** What happens in the middle. */
    enum Event {
        NONE,
        SWITCH,
        KILL_FEATURE,
        KILL_INFERENCE,
        KILL_BROKER
    }

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Option(
            names = "--channels",
            paramLabel = "N",
            defaultValue = "200",
            description = "Channels that are spoken on at once; default ${DEFAULT-VALUE}.")
    private int channels;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "120",
            description = "For how long; default ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--settle",
            paramLabel = "S",
            defaultValue = "20",
            description = "Of that, at the begin, what is not counted; default ${DEFAULT-VALUE}.")
    private int settle;

    @Option(
            names = "--event",
            paramLabel = "WHAT",
            defaultValue = "none",
            description = "What happens in the middle of the counted time: none, switch (of the model),"
                    + " kill_feature, kill_inference, kill_broker; default ${DEFAULT-VALUE}.")
    private Event event = Event.NONE;

    @Override
    public Integer call() throws Exception {
        List<Track> tracks = options.tracks();
        LiveLoad load = new LiveLoad(channels, settle, seconds, options.seed());
        try (BenchPlatform platform = options.start();
                ModelTopics models = new ModelTopics(platform.kafka(), platform.inference())) {
            Reference reference = WarmUp.of(platform, models, tracks, options);
            LiveLoad.Event happens = event(platform, models);
            LiveOutcome outcome = load.run(platform, tracks, reference, happens);
            report(outcome);
            return outcome.verdict().clean() ? 0 : 1;
        }
    }

    private LiveLoad.Event event(BenchPlatform platform, ModelTopics models) throws InterruptedException {
        switch (event) {
            case NONE:
                return () -> null;
            case SWITCH:
                long moved = models.publish(2, ControlModel.archive());
                return () -> {
                    models.point(2, moved);
                    return null;
                };
            case KILL_BROKER:
                return () -> {
                    platform.platform().broker().kill();
                    platform.platform().startBroker();
                    return null;
                };
            default:
                Instance killed = new Instance(Service.valueOf(event.name().substring("KILL_".length())), 0);
                return () -> {
                    platform.platform().process(killed).kill();
                    platform.platform().start(killed);
                    return null;
                };
        }
    }

    private void report(LiveOutcome outcome) throws IOException {
        Histogram steady = event == Event.NONE ? outcome.all() : outcome.before();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("channels", channels);
        figures.put("event", event.name().toLowerCase(Locale.ROOT));
        figures.put("steady", Latencies.percentiles(steady));
        System.out.println(outcome.verdict());
        System.out.printf("%d channels: %s", channels, Latencies.text(steady));
        if (event == Event.NONE) {
            figures.put("growth", outcome.growth());
            System.out.printf(Locale.ROOT, "; windows under way grow by %.2f %% of the load%n", 100 * outcome.growth());
        } else {
            figures.put("around", Latencies.percentiles(outcome.around()));
            figures.put("recovered_after_s", outcome.secondsToRecover());
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: within %.0f s of it %s; back to a second and less after %.1f s%n",
                    event,
                    LiveOutcome.AROUND,
                    Latencies.text(outcome.around()),
                    outcome.secondsToRecover());
        }
        figures.put("by_second", outcome.latencies().bySecond(seconds));
        options.results("live").add(figures);
    }
}
