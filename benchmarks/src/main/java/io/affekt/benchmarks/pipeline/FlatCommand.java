package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.models.ControlModel;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.benchmarks.pipeline.AffektContender.From;
import io.affekt.benchmarks.pipeline.PythonControl.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** (B): backlogs are worked off as fast as it goes. */
@Command(
        name = "flat",
        description =
                "Works backlogs off, from audio-chunks to predictions, as fast as it goes: channel-hours of sound for"
                        + " each hour of a core, broker included.")
final class FlatCommand implements Callable<Integer> {

    private static final int CONTROL_VERSION = 1_000;
    /** The naive control is slow. */
    private static final int NAIVE_SHARE = 6;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Mixin
    private final BacklogOptions backlog = new BacklogOptions();

    @Option(names = "--control", description = "Also measures the Python controls of benchmarks/control.")
    private boolean control;

    @Option(
            names = "--uploads",
            description = "Also measures from the upload, ingest included: stereo calls as WAV, 8 kHz µ-law.")
    private boolean uploads;

    private final Map<String, List<Pass>> measured = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        List<Track> tracks = options.tracks();
        try (BenchPlatform platform = options.start("affekt.ingest.analysed-roles=customer,agent");
                ModelTopics models = new ModelTopics(platform.kafka(), platform.inference())) {
            ServedModel production = new ServedModel("production model", 1, models.firstVersion());
            ServedModel small = new ServedModel(
                    "network of the control's size",
                    CONTROL_VERSION,
                    models.publish(CONTROL_VERSION, ControlModel.archive()));
            List<Contender> affekt = new ArrayList<>();
            affekt.add(new AffektContender(platform, models, small, From.CHUNKS));
            affekt.add(new AffektContender(platform, models, production, From.CHUNKS));
            if (uploads) {
                affekt.add(new AffektContender(platform, models, production, From.UPLOADS));
            }
            compete(tracks, platform, affekt);
        }
        report();
        return 0;
    }

    private void compete(List<Track> tracks, BenchPlatform platform, List<Contender> affekt) throws Exception {
        for (Contender contender : affekt) {
            String prefix = "reference-" + affekt.indexOf(contender);
            say("reference", contender, contender.run(PlannedCall.allOf(contender.tracks(tracks), prefix)));
        }
        if (!control) {
            passes(tracks, affekt, backlog.hours(), options.warmUp(), backlog.passes());
            return;
        }
        PythonControl.createTopics(platform);
        try (PythonControl transactions = PythonControl.start(platform, Form.TRANSACTIONS)) {
            List<Contender> all = new ArrayList<>(affekt);
            all.add(transactions);
            passes(tracks, all, backlog.hours(), options.warmUp(), backlog.passes());
        }
        for (Form form : List.of(Form.WITHOUT_SILENCE, Form.AT_LEAST_ONCE)) {
            try (PythonControl python = PythonControl.start(platform, form)) {
                passes(tracks, List.of(python), backlog.hours(), 1, backlog.passes());
            }
        }
        try (PythonControl naive = PythonControl.start(platform, Form.NAIVE)) {
            passes(tracks, List.of(naive), backlog.hours() / NAIVE_SHARE, 0, 1);
        }
    }

    private void passes(List<Track> tracks, List<Contender> contenders, double channelHours, int uncounted, int counted)
            throws Exception {
        for (int pass = 0; pass < uncounted + counted; pass++) {
            for (Contender contender : contenders) {
                String prefix = "pass-" + System.nanoTime();
                Pass result = contender.run(
                        PlannedCall.backlog(contender.tracks(tracks), channelHours, prefix, options.seed() + pass));
                say(pass < uncounted ? "warm-up" : "pass", contender, result);
                if (pass >= uncounted) {
                    measured.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                            .add(result);
                }
            }
        }
    }

    private static void say(String what, Contender contender, Pass pass) {
        System.out.printf("%-10s %s: %s%n", what, contender.name(), pass);
    }

    private void report() throws IOException {
        Results results = options.results("flat");
        System.out.printf(
                "%n| | channel-hours per core-hour, median | lowest | highest |%n| --- | --- | --- | --- |%n");
        for (Map.Entry<String, List<Pass>> contender : measured.entrySet()) {
            double[] rates = contender.getValue().stream()
                    .mapToDouble(Pass::perCoreHour)
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f |%n",
                    contender.getKey(),
                    rates[rates.length / 2],
                    rates[0],
                    rates[rates.length - 1]);
            results.add(Map.of("contender", contender.getKey(), "passes", contender.getValue()));
        }
    }
}
