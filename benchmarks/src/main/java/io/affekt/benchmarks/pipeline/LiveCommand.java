package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.LedgerReader;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.ledger.Verdict;
import io.affekt.benchmarks.load.LiveSender;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.models.ControlModel;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.cli.platform.Instance;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        KILL_INGEST,
        KILL_FEATURE,
        KILL_INFERENCE,
        KILL_TRAINER,
        KILL_BROKER
    }

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double AROUND_SECONDS = 10;

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
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "40",
            description = "Of that, what is not counted; default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--event",
            paramLabel = "WHAT",
            defaultValue = "none",
            description = "What happens in the middle of the counted time: none, switch (of the model), kill_ingest,"
                    + " kill_feature, kill_inference, kill_trainer, kill_broker; default ${DEFAULT-VALUE}.")
    private Event event = Event.NONE;

    @Override
    public Integer call() throws Exception {
        List<Track> tracks = options.tracks();
        try (Platform started = options.start()) {
            BenchPlatform platform = new BenchPlatform(started);
            try (ModelTopics models = new ModelTopics(platform.kafka(), platform.inference())) {
                ServedModel production = new ServedModel("production", 1, models.firstVersion());
                Reference reference = new Reference();
                new AffektContender(platform, models, production, reference).run(PlannedCall.allOf(tracks, "warm-up"));
                return measure(tracks, platform, models, reference);
            }
        }
    }

    private int measure(List<Track> tracks, BenchPlatform platform, ModelTopics models, Reference reference)
            throws Exception {
        List<PlannedCall> calls = PlannedCall.live(tracks, channels, seconds, "live", options.seed());
        Ledger ledger = new Ledger(reference);
        long moved = models.publish(2, ControlModel.archive());
        ExecutorService sending = Executors.newSingleThreadExecutor();
        long begin = System.nanoTime();
        Latencies latencies = new Latencies(calls, begin);
        double middle = (warmUp + seconds) / 2.0;
        try (LiveSender sender = new LiveSender(platform.kafka(), ledger, calls);
                LedgerReader reader =
                        new LedgerReader(platform.kafka(), List.of(Topics.PREDICTIONS), ledger, latencies::take)) {
            Future<?> sent = sending.submit(() -> sender.run(begin));
            reader.readUntil(() -> System.nanoTime() - begin > middle * 1e9, PATIENCE);
            Future<?> happened = happen(platform, models, moved);
            reader.readUntil(() -> sent.isDone() && ledger.complete(), PATIENCE);
            sent.get();
            happened.get();
        } finally {
            sending.shutdownNow();
        }
        report(ledger.verdict(), latencies, middle);
        return ledger.verdict().clean() ? 0 : 1;
    }

    /** Lets the event happen beside the reading. */
    private Future<?> happen(BenchPlatform platform, ModelTopics models, long moved) {
        ExecutorService beside = Executors.newSingleThreadExecutor();
        Future<?> happening = beside.submit(() -> {
            switch (event) {
                case NONE -> {}
                case SWITCH -> models.point(2, moved);
                case KILL_BROKER -> {
                    platform.platform().broker().kill();
                    platform.platform().startBroker();
                }
                default -> {
                    Instance killed = new Instance(Service.valueOf(event.name().substring("KILL_".length())), 0);
                    platform.platform().process(killed).kill();
                    platform.platform().start(killed);
                }
            }
            return null;
        });
        beside.shutdown();
        return happening;
    }

    private void report(Verdict verdict, Latencies latencies, double middle) {
        System.out.println(verdict);
        double quietUntil = event == Event.NONE ? seconds : middle - AROUND_SECONDS;
        System.out.printf(
                Locale.ROOT,
                "%d channels: %s; windows under way grow by %.2f %% of the load%n",
                channels,
                Latencies.percentiles(latencies.between(warmUp, quietUntil)),
                100 * latencies.backlogSlope(warmUp, quietUntil));
        if (event != Event.NONE) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: within %.0f s of it %s; back to a second and less after %.1f s%n",
                    event,
                    AROUND_SECONDS,
                    Latencies.percentiles(latencies.between(middle - AROUND_SECONDS, middle + AROUND_SECONDS)),
                    latencies.secondsOver(middle, 1));
        }
    }
}
