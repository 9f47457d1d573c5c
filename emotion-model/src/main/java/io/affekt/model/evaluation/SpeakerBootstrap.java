package io.affekt.model.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a figure depends on who happened to speak: percentile intervals over speakers drawn with replacement (Efron and
 * Tibshirani 1993, chapter 13). Clips of one speaker resemble each other, so that an interval over clips would be too
 * narrow. Every seed sees the same speakers in a draw, and the figure of a draw is the mean over the seeds.
 */
public final class SpeakerBootstrap {

    private static final int DRAWS = 1_000;
    private static final double SHARE = 0.95;
    private static final long SEED = 20_180_516;

    private final List<String> speakers;
    /** For each seed, what was said for each of its speakers. */
    private final List<Map<String, ConfusionMatrix>> runs;

    private SpeakerBootstrap(List<String> speakers, List<Map<String, ConfusionMatrix>> runs) {
        this.speakers = speakers;
        this.runs = runs;
    }

    /** @param runs one list for each seed */
    public static SpeakerBootstrap of(List<List<Judged>> runs) {
        TreeSet<String> speakers = new TreeSet<>();
        List<Map<String, ConfusionMatrix>> matrices = new ArrayList<>();
        for (List<Judged> run : runs) {
            Map<String, ConfusionMatrix> bySpeaker = new HashMap<>();
            run.stream()
                    .collect(Collectors.groupingBy(Judged::speaker))
                    .forEach((speaker, judged) -> bySpeaker.put(speaker, ConfusionMatrix.of(judged)));
            speakers.addAll(bySpeaker.keySet());
            matrices.add(bySpeaker);
        }
        return new SpeakerBootstrap(List.copyOf(speakers), matrices);
    }

    /** The 95 % interval of a figure such as {@link ConfusionMatrix#uar()}; null for fewer than two speakers. */
    public @Nullable Interval interval(ToDoubleFunction<ConfusionMatrix> figure) {
        if (speakers.size() < 2) {
            return null;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[DRAWS];
        for (int d = 0; d < DRAWS; d++) {
            values[d] = mean(draw(random), figure);
        }
        return Interval.ofMiddle(values, SHARE);
    }

    private List<String> draw(SplittableRandom random) {
        List<String> drawn = new ArrayList<>(speakers.size());
        for (int s = 0; s < speakers.size(); s++) {
            drawn.add(speakers.get(random.nextInt(speakers.size())));
        }
        return drawn;
    }

    /** In a random split a seed may lack a speaker, and so all that were drawn: it is then left out of the mean. */
    private double mean(List<String> drawn, ToDoubleFunction<ConfusionMatrix> figure) {
        double sum = 0;
        int counted = 0;
        for (Map<String, ConfusionMatrix> run : runs) {
            ConfusionMatrix total = ConfusionMatrix.empty();
            for (String speaker : drawn) {
                ConfusionMatrix of = run.get(speaker);
                if (of != null) {
                    total.add(of);
                }
            }
            if (total.samples() > 0) {
                sum += figure.applyAsDouble(total);
                counted++;
            }
        }
        return sum / counted;
    }
}
