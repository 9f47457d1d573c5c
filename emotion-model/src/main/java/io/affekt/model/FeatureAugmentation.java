package io.affekt.model;

import java.util.SplittableRandom;

/**
 * Changes of a feature matrix under which its emotion stays the same, drawn anew for each example: level, and bands of time
 * and of coefficients that are covered (SpecAugment, Park et al. 2019). Thread-safe.
 */
final class FeatureAugmentation {

    /** A change of level of up to this many dB, either way. */
    private static final double GAIN_DB = 6;

    private final double gainPerDb;
    private final int longestTimeMask;
    private final int widestCoefficientMask;

    /**
     * @param featureSpecification what the matrices are
     * @param longestTimeMask the most frames that are covered, in one piece; 0 covers none
     * @param widestCoefficientMask the most coefficients that are covered, in one piece; 0 covers none
     */
    FeatureAugmentation(String featureSpecification, int longestTimeMask, int widestCoefficientMask) {
        gainPerDb = FeatureScale.firstCoefficientPerDb(featureSpecification);
        this.longestTimeMask = longestTimeMask;
        this.widestCoefficientMask = widestCoefficientMask;
    }

    /** A changed copy of the first {@code coefficients} of a matrix. What is covered has the window's mean. */
    FeatureMatrix draw(FeatureMatrix matrix, int coefficients, SplittableRandom random) {
        int read = Math.min(coefficients, matrix.coefficients());
        float[] values = new float[matrix.frames() * read];
        float gain = (float) (GAIN_DB * gainPerDb * (2 * random.nextDouble() - 1));
        for (int f = 0; f < matrix.frames(); f++) {
            System.arraycopy(matrix.values(), f * matrix.coefficients(), values, f * read, read);
            values[f * read] += gain;
        }
        if (longestTimeMask > 0) {
            int length = Math.min(matrix.frames() / 2, random.nextInt(longestTimeMask + 1));
            int from = random.nextInt(matrix.frames() - length + 1);
            cover(values, read, from, from + length, 0, read);
        }
        if (widestCoefficientMask > 0) {
            int width = random.nextInt(Math.min(read, widestCoefficientMask) + 1);
            int from = random.nextInt(read - width + 1);
            cover(values, read, 0, matrix.frames(), from, from + width);
        }
        return new FeatureMatrix(values, matrix.frames(), read);
    }

    private static void cover(float[] values, int read, int firstFrame, int lastFrame, int first, int last) {
        for (int c = first; c < last; c++) {
            double sum = 0;
            for (int i = c; i < values.length; i += read) {
                sum += values[i];
            }
            float mean = (float) (sum * read / values.length);
            for (int f = firstFrame; f < lastFrame; f++) {
                values[f * read + c] = mean;
            }
        }
    }
}
