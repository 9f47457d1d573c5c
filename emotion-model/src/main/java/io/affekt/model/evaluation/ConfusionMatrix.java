package io.affekt.model.evaluation;

import io.affekt.model.Emotion;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How often each emotion was said for each label. Matrices add up, so that a resampling of speakers is a sum of theirs.
 * Figures that have no denominator are NaN.
 */
public final class ConfusionMatrix {

    private final int[][] counts;

    private ConfusionMatrix(int[][] counts) {
        this.counts = counts;
    }

    public static ConfusionMatrix of(List<Judged> judged) {
        ConfusionMatrix matrix = empty();
        for (Judged one : judged) {
            matrix.counts[one.label().ordinal()][one.said().ordinal()]++;
        }
        return matrix;
    }

    static ConfusionMatrix empty() {
        return new ConfusionMatrix(new int[Emotion.ALL.size()][Emotion.ALL.size()]);
    }

    /** Adds the other's counts to this one's; for sums that are still being built. */
    void add(ConfusionMatrix other) {
        for (int label = 0; label < counts.length; label++) {
            for (int said = 0; said < counts.length; said++) {
                counts[label][said] += other.counts[label][said];
            }
        }
    }

    public int count(Emotion label, Emotion said) {
        return counts[label.ordinal()][said.ordinal()];
    }

    /** How many have this label. */
    public int labelled(Emotion label) {
        int sum = 0;
        for (int count : counts[label.ordinal()]) {
            sum += count;
        }
        return sum;
    }

    /** For how many this emotion was said. */
    public int said(Emotion said) {
        int sum = 0;
        for (int[] row : counts) {
            sum += row[said.ordinal()];
        }
        return sum;
    }

    public int samples() {
        return Emotion.ALL.stream().mapToInt(this::labelled).sum();
    }

    public double accuracy() {
        int right = Emotion.ALL.stream().mapToInt(e -> count(e, e)).sum();
        return (double) right / samples();
    }

    /** Share of the clips with this label for which it was said. */
    public double recall(Emotion emotion) {
        return (double) count(emotion, emotion) / labelled(emotion);
    }

    /** Share of the clips for which this was said that have the label. */
    public double precision(Emotion emotion) {
        return (double) count(emotion, emotion) / said(emotion);
    }

    /** The harmonic mean of recall and precision. */
    public double f1(Emotion emotion) {
        return 2.0 * count(emotion, emotion) / (labelled(emotion) + said(emotion));
    }

    /** Unweighted average recall: the mean recall over the emotions that occur. */
    public double uar() {
        return meanOverOccurring(this::recall);
    }

    /** Mean F1 over the emotions that occur. */
    public double macroF1() {
        return meanOverOccurring(this::f1);
    }

    /** The emotions that are the label of something here. */
    public List<Emotion> occurring() {
        return Emotion.ALL.stream().filter(emotion -> labelled(emotion) > 0).toList();
    }

    private double meanOverOccurring(ToDoubleFunction<Emotion> figure) {
        return occurring().stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
