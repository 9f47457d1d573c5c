package io.affekt.model.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A figure of several trainings that differ in their seed.
 *
 * @param mean its mean
 * @param deviation its sample standard deviation (n − 1); NaN for a single seed
 * @param seeds how many trainings
 */
public record MeanOverSeeds(double mean, double deviation, int seeds) {

    /** @throws IllegalArgumentException when there is no run */
    public static <T> MeanOverSeeds of(List<T> runs, ToDoubleFunction<T> figure) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("A mean over seeds needs at least one");
        }
        double[] values = runs.stream().mapToDouble(figure).toArray();
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length == 1 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
        return new MeanOverSeeds(mean, deviation, values.length);
    }
}
