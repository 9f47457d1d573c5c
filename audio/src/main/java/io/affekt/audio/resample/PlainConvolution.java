package io.affekt.audio.resample;

/** Output by output. */
final class PlainConvolution implements Convolution {

    private final PolyphaseFilter filter;

    PlainConvolution(PolyphaseFilter filter) {
        this.filter = filter;
    }

    @Override
    public int periods() {
        return 1;
    }

    @Override
    public void apply(float[] input, int from, float[] out, int to) {
        for (int p = 0; p < filter.up(); p++) {
            out[to + p] = sum(filter.taps(p), input, from + filter.start(p));
        }
    }

    /** Four sums side by side, because one sum would wait for each addition. */
    private static float sum(float[] taps, float[] input, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int k = 0; k < taps.length; k += PolyphaseFilter.SUMS) {
            a += taps[k] * input[from + k];
            b += taps[k + 1] * input[from + k + 1];
            c += taps[k + 2] * input[from + k + 2];
            d += taps[k + 3] * input[from + k + 3];
        }
        return a + b + (c + d);
    }
}
