package io.affekt.model.report;

import io.affekt.model.Calibration;
import io.affekt.model.Emotion;
import io.affekt.model.TrainedModel.Epoch;
import io.affekt.model.evaluation.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Figures such as those of RAVDESS: 24 speakers with 60 spoken clips each, three seeds, original and telephone sound. */
final class SampleData {

    private static final int SPEAKERS = 24;
    private static final int SEEDS = 3;

    private SampleData() {}

    static ReportData report() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data", "RAVDESS, actors 01–24, 1,440 spoken clips");
        facts.put("split", "by speaker, six folds: nobody is on both sides");
        facts.put("network", "ensemble of cnn1d and lstm, 412,344 weights");
        facts.put("features", "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney");
        Map<String, String> parameters = new TreeMap<>(Map.of(
                "epochs",
                "60",
                "batch_size",
                "32",
                "learning_rate",
                "0.002",
                "dropout",
                "0.4",
                "optimiser",
                "adam_one_cycle"));
        Map<String, String> lineage = new TreeMap<>(Map.of(
                "dataset_sha256",
                "3f0c9a1be27d4480a6a2f8c1d8b0a7d9e8a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8",
                "code_version",
                "0.1.0"));
        return new ReportData(
                "cnn1d on speakers that it has not heard",
                "Six folds by speaker, three seeds, clip by clip",
                List.of(
                        "RAVDESS is acted: two sentences, professional actors, a studio. On real calls the accuracy is unknown"
                                + " and will be lower.",
                        "The random split has the same speakers on both sides: it flatters."),
                facts,
                parameters,
                lineage,
                runs(),
                curves(),
                new Calibration(1.31, 0.55));
    }

    static List<List<Judged>> runs() {
        List<List<Judged>> runs = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Judged> run = new ArrayList<>();
            for (int actor = 1; actor <= SPEAKERS; actor++) {
                double clarity = 2.4 + 1.3 * Math.sin(actor * 1.7);
                for (Emotion label : Emotion.ALL) {
                    for (int take = 0; take < (label == Emotion.NEUTRAL ? 4 : 8); take++) {
                        boolean strong = label != Emotion.NEUTRAL && take >= 4;
                        double margin = clarity + (strong ? 0.9 : 0) + (actor % 2 == 0 ? 0.2 : 0);
                        Map<String, String> groups = Map.of(
                                "gender",
                                actor % 2 == 0 ? "female" : "male",
                                "intensity",
                                strong ? "strong" : "normal");
                        String clip = "03-01-0%d-0%d-%02d.wav".formatted(label.ordinal() + 1, take, actor);
                        String speaker = "actor-%02d".formatted(actor);
                        run.add(judged(clip, speaker, label, margin, groups, "clean", random));
                        run.add(judged(clip, speaker, label, margin - 1.1, groups, "telephone", random));
                    }
                }
            }
            runs.add(run);
        }
        return runs;
    }

    private static Judged judged(
            String clip,
            String speaker,
            Emotion label,
            double margin,
            Map<String, String> groups,
            String audio,
            SplittableRandom random) {
        double[] logits = new double[Emotion.ALL.size()];
        for (int e = 0; e < logits.length; e++) {
            logits[e] = gaussian(random) * 1.3;
        }
        logits[label.ordinal()] += margin;
        // Calm sounds neutral and sad, and the other way round.
        if (label == Emotion.CALM || label == Emotion.SAD) {
            logits[Emotion.NEUTRAL.ordinal()] += 0.9;
            logits[Emotion.CALM.ordinal()] += 0.8;
        }
        double sum = 0;
        for (int e = 0; e < logits.length; e++) {
            logits[e] = Math.exp(1.15 * logits[e]);
            sum += logits[e];
        }
        float[] posterior = new float[logits.length];
        for (int e = 0; e < logits.length; e++) {
            posterior[e] = (float) (logits[e] / sum);
        }
        Map<String, String> all = new TreeMap<>(groups);
        all.put("audio", audio);
        return new Judged(clip, speaker, label, posterior, all);
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    static List<NamedCurve> curves() {
        List<NamedCurve> curves = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (int fold = 1; fold <= 2; fold++) {
                SplittableRandom random = new SplittableRandom(10L * seed + fold);
                List<Epoch> epochs = new ArrayList<>();
                for (int e = 0; e < 60; e++) {
                    double done = 1 - Math.exp(-e / 14.0);
                    epochs.add(new Epoch(
                            2.05 - 1.35 * done + 0.03 * random.nextDouble(),
                            2.02 - 0.95 * done + 0.12 * e / 60 + 0.08 * random.nextDouble(),
                            0.16 + 0.44 * done + 0.04 * random.nextDouble()));
                }
                curves.add(new NamedCurve("seed " + seed + ", fold " + fold, epochs));
            }
        }
        return curves;
    }
}
