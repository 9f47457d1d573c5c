package io.affekt.audio.speech;

import org.jtransforms.fft.FloatFFT_1D;

/**
 * Finds the pitch of frames in their spectra: the highest peak of the autocorrelation over the periods of 60 to 500 Hz,
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

    private static final double LOWEST_BIN_HZ = 50;
    private static final int FIRST_BIN = (int) Math.ceil(LOWEST_BIN_HZ / Spectrogram.BIN_HZ);
    private static final int BINS = LENGTH / 2 - FIRST_BIN;
    /** What comes after lag 0: the one before the shortest. */
    private static final int FIRST_LAG = SHORTEST - 1;
    /** Lags, rounded up. */
    private static final int LAGS =
            (1 + LONGEST + 2 - FIRST_LAG + LagSum.TOGETHER - 1) / LagSum.TOGETHER * LagSum.TOGETHER;

    private static final int STRIDE = Spectrogram.STRIDE;

    /** Weighted power of {@link #BINS} frequencies from {@link #FIRST_BIN} on, each for all frames. */
    private final float[] power = new float[BINS * STRIDE];
    /** Each lag for all frames: lag 0, which is the energy, and those from {@link #FIRST_LAG} on. */
    private final float[] lags = new float[LAGS * STRIDE];

    private final float[] cosines = new float[LAGS * BINS];
    private final LagSum lagSum = LagSum.create();

    private final float[] weight = new float[BINS];
    private final float[] perWindow = new float[LONGEST + 2];
    private final float[] cost = new float[LONGEST + 2];
    private final double[] harmonicity = new double[Spectrogram.MAX_FRAMES];
    private final double[] hz = new double[Spectrogram.MAX_FRAMES];

    PitchFinder() {
        float[] ofWindow = lagsOfWindow();
        for (int l = 1; l < perWindow.length; l++) {
            perWindow[l] = ofWindow[0] / ofWindow[l];
            cost[l] = (float) (OCTAVE_COST * Math.log((double) l / SHORTEST) / Math.log(2));
        }
        for (int k = 0; k < BINS; k++) {
            double at = (FIRST_BIN + k) * Spectrogram.BIN_HZ;
            weight[k] = at < 500 ? 1 : (float) (0.5 + 0.5 * Math.cos(Math.PI * (at - 500) / 1500));
            for (int i = 0; i < LAGS; i++) {
                int lag = i == 0 ? 0 : FIRST_LAG + i - 1;
                int group = i / LagSum.TOGETHER * BINS + k;
                cosines[group * LagSum.TOGETHER + i % LagSum.TOGETHER] =
                        (float) (2 * Math.cos(2 * Math.PI * lag * (FIRST_BIN + k) / LENGTH));
            }
        }
    }

    private static float[] lagsOfWindow() {
        float[] hann = new float[Spectrogram.FFT];
        Spectrogram.fillHann(hann);
        new FloatFFT_1D(Spectrogram.FFT).realForward(hann);
        float[] lags = new float[LENGTH];
        lags[0] = hann[0] * hann[0];
        for (int k = 1; k < LENGTH / 2; k++) {
            lags[2 * k] = hann[2 * k] * hann[2 * k] + hann[2 * k + 1] * hann[2 * k + 1];
        }
        new FloatFFT_1D(LENGTH).realInverse(lags, false);
        return lags;
    }

    /** Looks at the first frames of a spectrogram. */
    void find(float[] amplitudes, int frames) {
        for (int k = 0; k < BINS; k++) {
            weigh(amplitudes, (FIRST_BIN + k) * STRIDE, weight[k], power, k * STRIDE);
        }
        lagSum.compute(power, cosines, lags);
        for (int f = 0; f < frames; f++) {
            find(f);
        }
    }

    /** A row of all frames: the compiler makes vectors of it. */
    private static void weigh(float[] amplitudes, int from, float weight, float[] power, int to) {
        for (int f = 0; f < STRIDE; f++) {
            power[to + f] = weight * amplitudes[from + f] * amplitudes[from + f];
        }
    }

    private void find(int frame) {
        harmonicity[frame] = 0;
        hz[frame] = 0;
        float energy = lags[frame];
        if (energy < 1e-12f) {
            return;
        }
        double best = Double.NEGATIVE_INFINITY;
        double before = lag(SHORTEST - 1, frame);
        double here = lag(SHORTEST, frame);
        for (int l = SHORTEST; l <= LONGEST; l++) {
            double after = lag(l + 1, frame);
            if (here > 0 && here > before && here >= after) {
                double shift = 0.5 * (before - after) / (before - 2 * here + after);
                double height = (here - 0.25 * (before - after) * shift) / energy;
                if (height - cost[l] > best) {
                    best = height - cost[l];
                    harmonicity[frame] = Math.min(1, height);
                    hz[frame] = LAG_RATE / (l + shift);
                }
            }
            before = here;
            here = after;
        }
    }

    private float lag(int lag, int frame) {
        return lags[(1 + lag - FIRST_LAG) * STRIDE + frame] * perWindow[lag];
    }

    /** How periodic a frame is: 0 for noise to 1 for a steady voice. */
    double harmonicity(int frame) {
        return harmonicity[frame];
    }

    /** The pitch of a frame if it is periodic, Hz; 0 if it has no peak at all. */
    double hz(int frame) {
        return hz[frame];
    }
}
