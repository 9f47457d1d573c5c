package io.affekt.audio.speech;

import java.util.random.RandomGenerator;

/** The two halves of the world of generated sounds: what the model learns from, and what only the tests hear. */
enum Part {
    TUNING,
    TEST;

    /** One of this part's values: those at even places for tuning, at odd ones for tests. */
    int pick(RandomGenerator random, int... values) {
        int own = ordinal() + 2 * random.nextInt((values.length - ordinal() + 1) / 2);
        return values[own];
    }
}
