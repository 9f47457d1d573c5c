package io.affekt.audio.resample;

import io.affekt.audio.lanes.VectorModule;

/**
 * Computes the outputs of a {@link PolyphaseFilter}, a fixed number at a time. All implementations add in the same order
 * and give the same bits. Not thread-safe.
 */
interface Convolution {

    static Convolution of(PolyphaseFilter filter) {
        return VectorModule.isPresent() ? new LaneConvolution(filter) : new PlainConvolution(filter);
    }

    /** How many times {@code up} outputs are computed at once. */
    int periods();

    /** {@code periods() * up} outputs into {@code out}, of the input from {@code from} on. */
    void apply(float[] input, int from, float[] out, int to);
}
