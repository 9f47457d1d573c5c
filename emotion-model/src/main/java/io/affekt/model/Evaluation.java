package io.affekt.model;

import java.util.Arrays;
import java.util.List;

/**
 * How well posteriors meet labels.
 *
 * @param samples number of samples
 * @param accuracy share of samples that are right
 * @param uar unweighted average recall: the mean recall over the emotions that occur
 * @param macroF1 mean F1 over the emotions that occur
 * @param ece expected calibration error over 15 bins of confidence (Guo et al. 2017)
 * @param confusion rows are the labels, columns the predictions, in the order of {@link Emotion}
 */
public record Evaluation(int samples, double accuracy, double uar, double macroF1, double ece, int[][] confusion) {

    private static final int BINS = 15;

    /** Compares {@code posteriors[i]} with {@code labels.get(i)}. */
    public static Evaluation of(List<Emotion> labels, List<float[]> posteriors) {
        if (labels.size() != posteriors.size()) {
            throw new IllegalArgumentException(labels.size() + " labels, but " + posteriors.size() + " posteriors");
        }
        int emotions = Emotion.ALL.size();
        int[][] confusion = new int[emotions][emotions];
        int[] inBin = new int[BINS];
        double[] confidence = new double[BINS];
        int[] rightInBin = new int[BINS];
        int right = 0;
        for (int i = 0; i < labels.size(); i++) {
            float[] posterior = posteriors.get(i);
            int predicted = Posteriors.mostProbable(posterior);
            int label = labels.get(i).ordinal();
            confusion[label][predicted]++;
            int bin = Math.min(BINS - 1, (int) (posterior[predicted] * BINS));
            inBin[bin]++;
            confidence[bin] += posterior[predicted];
            if (predicted == label) {
                right++;
                rightInBin[bin]++;
            }
        }
        double ece = 0;
        for (int b = 0; b < BINS; b++) {
            ece += Math.abs(rightInBin[b] - confidence[b]);
        }
        int samples = labels.size();
        double f1s = 0;
        int occurring = 0;
        for (int e = 0; e < emotions; e++) {
            int actual = 0;
            int predicted = 0;
            for (int o = 0; o < emotions; o++) {
                actual += confusion[e][o];
                predicted += confusion[o][e];
            }
            if (actual > 0) {
                occurring++;
                f1s += 2.0 * confusion[e][e] / (actual + predicted);
            }
        }
        return new Evaluation(
                samples,
                (double) right / Math.max(1, samples),
                uar(confusion),
                f1s / Math.max(1, occurring),
                ece / Math.max(1, samples),
                confusion);
    }

    /** The mean recall over the emotions that occur, of counts whose rows are labels; 0 where there are none. */
    static double uar(int[][] confusion) {
        double recalls = 0;
        int occurring = 0;
        for (int e = 0; e < confusion.length; e++) {
            int actual = Arrays.stream(confusion[e]).sum();
            if (actual > 0) {
                occurring++;
                recalls += (double) confusion[e][e] / actual;
            }
        }
        return recalls / Math.max(1, occurring);
    }
}
