package io.affekt.audio.speech;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Finds the pitch of a frame in its spectrum: the highest peak of the autocorrelation over the periods of 60 to 500 Hz,
 * divided by that of the frame's window, as Boersma does (<i>Accurate short-term analysis of the fundamental frequency
 * and the harmonics-to-noise ratio of a sampled sound</i>, 1993). Not thread-safe.
 */
final class PitchFinder {

    static final double LOWEST_HZ = 60;
    static final double HIGHEST_HZ = 500;

    /** Half of the spectrum, 0 to 2 kHz, so lags at 4 kHz. */
    private static final int LENGTH = Spectrogram.FFT / 2;

    private static final double LAG_RATE = Spectrogram.RATE / 2.0;
    private static final int SHORTEST = (int) (LAG_RATE / HIGHEST_HZ);
    private static final int LONGEST = (int) Math.ceil(LAG_RATE / LOWEST_HZ);
    /** What an octave down costs a peak, so that of equal ones the shortest period wins. */
    private static final double OCTAVE_COST = 0.05;

    private final FloatFFT_1D fft = new FloatFFT_1D(LENGTH);
    private final float[] lags = new float[LENGTH];
    private final float[] weight = new float[LENGTH / 2];
    private final float[] perWindow = new float[LONGEST + 2];
    private final float[] cost = new float[LONGEST + 2];
    private double harmonicity;
    private double hz;

    PitchFinder() {
        float[] hann = new float[Spectrogram.FFT];
        Spectrogram.fillHann(hann);
        new FloatFFT_1D(Spectrogram.FFT).realForward(hann);
        lags[0] = hann[0] * hann[0];
        for (int k = 1; k < LENGTH / 2; k++) {
            lags[2 * k] = hann[2 * k] * hann[2 * k] + hann[2 * k + 1] * hann[2 * k + 1];
        }
        fft.realInverse(lags, false);
        for (int l = 1; l < perWindow.length; l++) {
            perWindow[l] = lags[0] / lags[l];
            cost[l] = (float) (OCTAVE_COST * Math.log((double) l / SHORTEST) / Math.log(2));
        }
        for (int k = 0; k < weight.length; k++) {
            double at = k * Spectrogram.BIN_HZ;
            weight[k] = at < 50 ? 0 : at < 500 ? 1 : (float) (0.5 + 0.5 * Math.cos(Math.PI * (at - 500) / 1500));
        }
    }

    /** Looks at the frame whose amplitudes start at {@code from}. */
    void find(float[] amplitudes, int from) {
        Arrays.fill(lags, 0);
        for (int k = 1; k < LENGTH / 2; k++) {
            lags[2 * k] = weight[k] * amplitudes[from + k] * amplitudes[from + k];
        }
        fft.realInverse(lags, false);
        harmonicity = 0;
        hz = 0;
        float energy = lags[0];
        if (energy < 1e-12f) {
            return;
        }
        double best = Double.NEGATIVE_INFINITY;
        double before = lags[SHORTEST - 1] * perWindow[SHORTEST - 1];
        double here = lags[SHORTEST] * perWindow[SHORTEST];
        for (int l = SHORTEST; l <= LONGEST; l++) {
            double after = lags[l + 1] * perWindow[l + 1];
            if (here > 0 && here > before && here >= after) {
                double shift = 0.5 * (before - after) / (before - 2 * here + after);
                double height = (here - 0.25 * (before - after) * shift) / energy;
                if (height - cost[l] > best) {
                    best = height - cost[l];
                    harmonicity = Math.min(1, height);
                    hz = LAG_RATE / (l + shift);
                }
            }
            before = here;
            here = after;
        }
    }

    /** How periodic the last frame is: 0 for noise to 1 for a steady voice. */
    double harmonicity() {
        return harmonicity;
    }

    /** The pitch of the last frame if it is periodic, Hz; 0 if it has no peak at all. */
    double hz() {
        return hz;
    }
}
