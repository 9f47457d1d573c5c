package io.affekt.model;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a feature matrix under which its emotion stays the same, drawn anew for each example: level, and bands of time
 * and of coefficients that are covered (SpecAugment, Park et al. 2019). Thread-safe.
 */
final class FeatureAugmentation {

    /** A change of level of up to this many dB, either way. */
    private static final double GAIN_DB = 6;

    private static final int LONGEST_TIME_MASK = 20;
    private static final int WIDEST_COEFFICIENT_MASK = 10;

    private final double gainPerDb;
    private final ModelShape shape;
    private final float @Nullable [] means;

    /**
     * @param featureSpecification what the matrices are
     * @param shape how much of them is read
     * @param means what covers a coefficient, one for each; null for its mean over the window
     */
    FeatureAugmentation(String featureSpecification, ModelShape shape, float @Nullable [] means) {
        gainPerDb = FeatureScale.firstCoefficientPerDb(featureSpecification);
        this.shape = shape;
        this.means = means;
    }

    /** A changed copy of the coefficients that are read. */
    FeatureMatrix draw(FeatureMatrix matrix, SplittableRandom random) {
        int read = shape.coefficients();
        int frames = Math.min(shape.frames(), matrix.frames());
        float[] values = new float[frames * read];
        float gain = (float) (GAIN_DB * gainPerDb * (2 * random.nextDouble() - 1));
        for (int f = 0; f < frames; f++) {
            System.arraycopy(matrix.values(), f * matrix.coefficients(), values, f * read, read);
            values[f * read] += gain;
        }
        int length = Math.min(frames / 2, random.nextInt(LONGEST_TIME_MASK + 1));
        int start = random.nextInt(frames - length + 1);
        int width = Math.min(read / 2, random.nextInt(WIDEST_COEFFICIENT_MASK + 1));
        int lowest = random.nextInt(read - width + 1);
        float[] cover = means == null ? windowMeans(values, read) : means;
        for (int f = 0; f < frames; f++) {
            boolean whole = f >= start && f < start + length;
            int from = whole ? 0 : lowest;
            int to = whole ? read : lowest + width;
            System.arraycopy(cover, from, values, f * read + from, to - from);
        }
        return new FeatureMatrix(values, frames, read);
    }

    private static float[] windowMeans(float[] values, int read) {
        float[] means = new float[read];
        for (int i = 0; i < values.length; i++) {
            means[i % read] += values[i] * read / values.length;
        }
        return means;
    }
}
