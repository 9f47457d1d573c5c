package io.affekt.model;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws {@link FeatureChanges}. Thread-safe. */
final class FeatureAugmentation {

    private final FeatureChanges changes;
    private final double gainPerDb;
    private final ModelShape shape;
    private final float @Nullable [] means;
    private final @Nullable FrequencyWarp warp;
    private final @Nullable VoiceExchange voices;

    /**
     * @param set whose voices there are
     * @param changes how much is changed
     * @param featureSpecification what the matrices are
     * @param shape how much of them is read
     * @param means what covers a coefficient, one for each; null for its mean over the window
     */
    FeatureAugmentation(
            TrainingSet set,
            FeatureChanges changes,
            String featureSpecification,
            ModelShape shape,
            float @Nullable [] means) {
        this.changes = changes;
        gainPerDb = FeatureScale.firstCoefficientPerDb(featureSpecification);
        this.shape = shape;
        this.means = means;
        warp = changes.frequencyWarp() == 0
                ? null
                : new FrequencyWarp(MelAxis.of(featureSpecification), changes.frequencyWarp(), shape.coefficients());
        voices = changes.voiceExchange() == 0 ? null : new VoiceExchange(set, shape.coefficients());
    }

    /** A changed copy of what is read of a matrix. */
    FeatureMatrix draw(FeatureMatrix matrix, String speaker, SplittableRandom random) {
        int read = shape.coefficients();
        int available = Math.min(shape.frames(), matrix.frames());
        int shift = Math.min(available / 2, upTo(changes.timeShift(), random));
        int frames = available - shift;
        float[] values = new float[frames * read];
        float gain = (float) (changes.gainDb() * gainPerDb * (2 * random.nextDouble() - 1));
        for (int f = 0; f < frames; f++) {
            System.arraycopy(matrix.values(), (f + shift) * matrix.coefficients(), values, f * read, read);
            values[f * read] += gain;
        }
        if (voices != null && random.nextDouble() < changes.voiceExchange()) {
            voices.apply(speaker, values, random);
        }
        if (warp != null) {
            warp.apply(random.nextInt(FrequencyWarp.steps()), values, frames);
        }
        int length = masked(random) ? Math.min(frames / 2, upTo(changes.timeMask(), random)) : 0;
        int start = random.nextInt(frames - length + 1);
        int width = masked(random) ? Math.min(read / 2, upTo(changes.coefficientMask(), random)) : 0;
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

    private static float[] windowMeans(float[] values, int read) {
        float[] means = new float[read];
        for (int i = 0; i < values.length; i++) {
            means[i % read] += values[i] * read / values.length;
        }
        return means;
    }
}
