package io.affekt.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws {@link FeatureChanges}. Thread-safe. */
final class FeatureAugmentation {

    private final FeatureChanges changes;
    private final double gainPerDb;
    private final int coefficients;
    private final int frames;
    private final @Nullable FrequencyWarp warp;

    /**
     * @param changes how much is changed
     * @param featureSpecification what the matrices are
     * @param coefficients how many of a matrix's first coefficients are read
     * @param frames how many of its frames are
     */
    FeatureAugmentation(FeatureChanges changes, String featureSpecification, int coefficients, int frames) {
        this.changes = changes;
        gainPerDb = FeatureScale.firstCoefficientPerDb(featureSpecification);
        this.coefficients = coefficients;
        this.frames = frames;
        warp = changes.frequencyWarp() == 0
                ? null
                : new FrequencyWarp(MelAxis.of(featureSpecification), changes.frequencyWarp(), coefficients);
    }

    /** A changed copy of what is read of a matrix. */
    FeatureMatrix draw(FeatureMatrix matrix, SplittableRandom random) {
        int available = Math.min(frames, matrix.frames());
        int shift = Math.min(available / 2, upTo(changes.timeShift(), random));
        int left = available - shift;
        float[] values = new float[left * coefficients];
        float gain = (float) (changes.gainDb() * gainPerDb * (2 * random.nextDouble() - 1));
        for (int f = 0; f < left; f++) {
            System.arraycopy(
                    matrix.values(), (f + shift) * matrix.coefficients(), values, f * coefficients, coefficients);
            values[f * coefficients] += gain;
        }
        if (warp != null) {
            warp.apply(random.nextInt(FrequencyWarp.steps()), values, left);
        }
        return new FeatureMatrix(values, left, coefficients);
    }

    /** Covers what is masked with the mean, which is 0: a piece of time, and a piece of what a network reads of a frame. */
    InputEncoder.Cover masks(SplittableRandom random) {
        return (values, at, columns, width) -> {
            int length = masked(random) ? Math.min(columns / 2, upTo(changes.timeMask(), random)) : 0;
            int start = random.nextInt(columns - length + 1);
            int some = masked(random) ? Math.min(width / 2, upTo(changes.coefficientMask(), random)) : 0;
            int lowest = random.nextInt(width - some + 1);
            Arrays.fill(values, at + start * width, at + (start + length) * width, 0);
            for (int column = 0; column < columns; column++) {
                Arrays.fill(values, at + column * width + lowest, at + column * width + lowest + some, 0);
            }
        };
    }

    /** The share of an example in its mixture with another one: 1 where it is not mixed. */
    double share(SplittableRandom random) {
        if (changes.mixup() == 0 || random.nextBoolean()) {
            return 1;
        }
        double first = gamma(changes.mixup(), random);
        double second = gamma(changes.mixup(), random);
        return first / (first + second);
    }

    /** {@code share} of one matrix and the rest of another, over the frames that both have. */
    static FeatureMatrix mix(FeatureMatrix one, FeatureMatrix other, double share) {
        int frames = Math.min(one.frames(), other.frames());
        float[] values = new float[frames * one.coefficients()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (share * one.values()[i] + (1 - share) * other.values()[i]);
        }
        return new FeatureMatrix(values, frames, one.coefficients());
    }

    private boolean masked(SplittableRandom random) {
        return random.nextDouble() < changes.masked();
    }

    private static int upTo(int most, SplittableRandom random) {
        return random.nextInt(most + 1);
    }

    /** A draw from a gamma distribution (Marsaglia and Tsang 2000), shapes under 1 by their boost. */
    private static double gamma(double shape, SplittableRandom random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1 / 3.0;
        while (true) {
            double normal = random.nextGaussian();
            double v = Math.pow(1 + normal / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(random.nextDouble()) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
