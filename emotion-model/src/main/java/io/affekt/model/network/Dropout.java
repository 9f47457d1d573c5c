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
        long bits = 0;
        for (int i = 0; i < mask.length; i++) {
            if ((i & 3) == 0) {
                bits = random.nextLong();
            }
            mask[i] = (bits & 0xFFFF) < dropped ? 0 : kept;
            bits >>>= BITS;
        }
        again(values);
    }

    /** Applies the mask that was drawn last: gradients go the way of their values. */
    void again(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= mask[i];
        }
    }
}
