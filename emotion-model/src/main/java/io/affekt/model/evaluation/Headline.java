package io.affekt.model.evaluation;

import io.affekt.model.Evaluation;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The figures that are named first, on original sound.
 *
 * @param accuracy share that is right
 * @param uar unweighted average recall
 * @param macroF1 mean F1 over the emotions that occur
 * @param ece expected calibration error over 15 bins
 * @param accuracyInterval 95 % interval over speakers; null for fewer than two
 * @param uarInterval 95 % interval over speakers; null for fewer than two
 * @param macroF1Interval 95 % interval over speakers; null for fewer than two
 * @param samples how many clips were judged in one seed (on average, rounded)
 * @param speakers how many people speak in them
 * @param chance the UAR of guessing: one over the number of emotions that occur
 * @param majority the accuracy of always saying the commonest emotion
 */
public record Headline(
        MeanOverSeeds accuracy,
        MeanOverSeeds uar,
        MeanOverSeeds macroF1,
        MeanOverSeeds ece,
        @Nullable Interval accuracyInterval,
        @Nullable Interval uarInterval,
        @Nullable Interval macroF1Interval,
        int samples,
        int speakers,
        double chance,
        double majority) {

    /**
     * @param runs one list for each seed
     * @throws IllegalArgumentException when nothing was judged
     */
    public static Headline of(List<List<Judged>> runs) {
        List<List<Judged>> clean = AudioCondition.clean(runs);
        List<Judged> all = clean.stream().flatMap(Collection::stream).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("There are no figures where nothing was judged");
        }
        List<Evaluation> evaluations = clean.stream().map(Judged::evaluate).toList();
        SpeakerBootstrap bootstrap = SpeakerBootstrap.of(clean);
        Set<String> speakers = new HashSet<>();
        all.forEach(judged -> speakers.add(judged.speaker()));
        ConfusionMatrix matrix = ConfusionMatrix.of(all);
        int commonest =
                matrix.occurring().stream().mapToInt(matrix::labelled).max().orElseThrow();
        return new Headline(
                MeanOverSeeds.of(evaluations, Evaluation::accuracy),
                MeanOverSeeds.of(evaluations, Evaluation::uar),
                MeanOverSeeds.of(evaluations, Evaluation::macroF1),
                MeanOverSeeds.of(evaluations, Evaluation::ece),
                bootstrap.interval(ConfusionMatrix::accuracy),
                bootstrap.interval(ConfusionMatrix::uar),
                bootstrap.interval(ConfusionMatrix::macroF1),
                Math.round((float) all.size() / clean.size()),
                speakers.size(),
                1.0 / matrix.occurring().size(),
                (double) commonest / matrix.samples());
    }

    /** How many trainings, which differ in their seed. */
    public int seeds() {
        return uar.seeds();
    }
}
