package io.affekt.model.network;

import java.util.SplittableRandom;

/**
 * Drops values at random and scales up the others, so that their sum stays the same on average. It draws from a generator of
 * its own: trainings beside each other do not disturb each other.
 */
final class Dropout {

    private static final int BITS = 16;

    private final SplittableRandom random;
    private final int dropped;
    private final float kept;
    private float[] mask = new float[0];

    /** @param probability the probability to drop a value */
    Dropout(double probability, long seed) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "The probability to drop a value must be from 0 to under 1, not " + probability);
        }
        random = new SplittableRandom(seed);
        dropped = (int) Math.round(probability * (1 << BITS));
        kept = (float) (1 / (1 - probability));
    }

    /** Draws a new mask and applies it. */
    void drop(float[] values) {
        if (mask.length != values.length) {
            mask = new float[values.length];
        }
        int i = 0;
        for (; i + 4 <= mask.length; i += 4) {
            long bits = random.nextLong();
            mask[i] = factor(bits);
            mask[i + 1] = factor(bits >>> BITS);
            mask[i + 2] = factor(bits >>> 2 * BITS);
            mask[i + 3] = factor(bits >>> 3 * BITS);
        }
        for (long bits = i < mask.length ? random.nextLong() : 0; i < mask.length; i++, bits >>>= BITS) {
            mask[i] = factor(bits);
        }
        again(values);
    }

    private float factor(long bits) {
        return (bits & 0xFFFF) < dropped ? 0 : kept;
    }

    /** Applies the mask that was drawn last: gradients go the way of their values. */
    void again(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= mask[i];
        }
    }
}
