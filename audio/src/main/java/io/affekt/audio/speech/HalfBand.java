package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import java.util.Arrays;

/**
 * Halves the rate of a window from 16 to 8 kHz: a half-band filter of 31 taps, a Hamming window over the ideal response.
 * Good to 3.5 kHz, which is what the analysis of a voice needs. Buffers are reused. Not thread-safe.
 */
final class HalfBand {

    private static final int TAPS = 8;

    /** The odd taps of one side, nearest first; the middle one is 1/2 and the other even ones are 0. */
    private final float[] taps = new float[TAPS];
    /** The odd samples between zeros, so that the filter may reach over both ends. */
    private final float[] odd = new float[Windows.WINDOW_SAMPLES / 2 + 2 * TAPS];

    HalfBand() {
        for (int t = 0; t < TAPS; t++) {
            int n = 2 * t + 1;
            double ideal = Math.sin(Math.PI * n / 2) / (Math.PI * n);
            taps[t] = (float) (ideal * (0.54 + 0.46 * Math.cos(Math.PI * n / (2 * TAPS))));
        }
    }

    /** Writes the filtered samples at even places to {@code half}. Sound outside of the window is 0. */
    void apply(float[] samples, float[] half) {
        Arrays.fill(odd, 0);
        for (int i = 0; i < samples.length / 2; i++) {
            odd[TAPS + i] = samples[2 * i + 1];
        }
        filter(samples, odd, taps, half, (samples.length + 1) / 2);
    }

    /** All taps in one expression: a loop that the compiler vectorises. */
    private static void filter(float[] samples, float[] odd, float[] taps, float[] half, int count) {
        float a = taps[0];
        float b = taps[1];
        float c = taps[2];
        float d = taps[3];
        float e = taps[4];
        float f = taps[5];
        float g = taps[6];
        float h = taps[7];
        for (int i = 0; i < count; i++) {
            half[i] = a * (odd[i + 7] + odd[i + 8])
                    + b * (odd[i + 6] + odd[i + 9])
                    + c * (odd[i + 5] + odd[i + 10])
                    + d * (odd[i + 4] + odd[i + 11])
                    + e * (odd[i + 3] + odd[i + 12])
                    + f * (odd[i + 2] + odd[i + 13])
                    + g * (odd[i + 1] + odd[i + 14])
                    + h * (odd[i] + odd[i + 15]);
        }
        for (int i = 0; i < count; i++) {
            half[i] += 0.5f * samples[2 * i];
        }
    }
}
