package io.affekt.model.evaluation;

import java.util.Arrays;

/** From where to where a figure may lie. */
public record Interval(double low, double high) {

    /** The middle {@code share} of the values, by linear interpolation between them (type 7 of Hyndman and Fan 1996). */
    static Interval ofMiddle(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double tail = (1 - share) / 2;
        return new Interval(quantile(sorted, tail), quantile(sorted, 1 - tail));
    }

    private static double quantile(double[] sorted, double probability) {
        double position = probability * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
