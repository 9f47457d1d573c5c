package io.affekt.model.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a model that is 70 % sure is right 70 % of the time (DeGroot and Fienberg 1983; Guo et al. 2017).
 *
 * @param bins of equal width over the confidence, from 0 to 1
 */
public record ReliabilityDiagram(List<Bin> bins) {

    private static final int BINS = 15;

    /**
     * Those whose confidence is at least {@code from} and under {@code to} (1 belongs to the last bin).
     *
     * @param count how many
     * @param confidence their mean confidence; NaN where there are none
     * @param accuracy share of them that is right; NaN where there are none
     */
    public record Bin(double from, double to, int count, double confidence, double accuracy) {}

    public static ReliabilityDiagram of(List<Judged> judged) {
        int[] count = new int[BINS];
        int[] right = new int[BINS];
        double[] confidence = new double[BINS];
        for (Judged one : judged) {
            // The bin of a float, as in Evaluation: both say the same ECE, also on a border.
            int bin = Math.min(BINS - 1, (int) ((float) one.confidence() * BINS));
            count[bin]++;
            right[bin] += one.right() ? 1 : 0;
            confidence[bin] += one.confidence();
        }
        return new ReliabilityDiagram(IntStream.range(0, BINS)
                .mapToObj(b -> new Bin(
                        (double) b / BINS,
                        (double) (b + 1) / BINS,
                        count[b],
                        confidence[b] / count[b],
                        (double) right[b] / count[b]))
                .toList());
    }

    /** Expected calibration error: the mean distance of confidence and accuracy, bins weighed by their count. */
    public double ece() {
        double distances = 0;
        for (Bin bin : bins) {
            if (bin.count > 0) {
                distances += bin.count * Math.abs(bin.accuracy - bin.confidence);
            }
        }
        return distances / Math.max(1, samples());
    }

    public int samples() {
        return bins.stream().mapToInt(Bin::count).sum();
    }
}
