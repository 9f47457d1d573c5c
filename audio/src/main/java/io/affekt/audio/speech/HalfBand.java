package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import io.affekt.audio.lanes.VectorModule;
import java.util.Arrays;

/**
 * Halves the rate of a window from 16 to 8 kHz: a half-band filter of 31 taps, a Hamming window over the ideal response.
 * Good to 3.5 kHz, which is what the analysis of a voice needs. Buffers are reused. Not thread-safe.
 */
abstract class HalfBand {

    static final int TAPS = 8;

    /** The odd taps of one side, nearest first; the middle one is 1/2 and the other even ones are 0. */
    final float[] taps = new float[TAPS];
    /** The samples at even places. */
    final float[] even = new float[Windows.WINDOW_SAMPLES / 2];
    /** Those at odd places between zeros, so that the filter may reach over both ends. */
    final float[] odd = new float[Windows.WINDOW_SAMPLES / 2 + 2 * TAPS];

    HalfBand() {
        for (int t = 0; t < TAPS; t++) {
            int n = 2 * t + 1;
            double ideal = Math.sin(Math.PI * n / 2) / (Math.PI * n);
            taps[t] = (float) (ideal * (0.54 + 0.46 * Math.cos(Math.PI * n / (2 * TAPS))));
        }
    }

    /** The fastest that this Java can run. */
    static HalfBand create() {
        return VectorModule.isPresent() ? new LaneHalfBand() : new PlainHalfBand();
    }

    /** Writes the filtered samples at even places to {@code half}. Sound outside of the window is 0. */
    final void apply(float[] samples, float[] half) {
        int pairs = samples.length / 2;
        for (int i = 0; i < pairs; i++) {
            even[i] = samples[2 * i];
            odd[TAPS + i] = samples[2 * i + 1];
        }
        Arrays.fill(even, pairs, even.length, 0);
        Arrays.fill(odd, TAPS + pairs, odd.length, 0);
        if (samples.length % 2 == 1) {
            even[pairs] = samples[2 * pairs];
        }
        filter(half, (samples.length + 1) / 2);
    }

    /** Writes the first {@code count} samples, and as many more as it likes. */
    abstract void filter(float[] half, int count);
}
