package io.affekt.audio.mfcc;

import io.affekt.audio.mfcc.FeatureSpecification.MelScale;

/**
 * Triangular mel filters with Slaney's area normalisation, kept as the sparse bands that they are. The weights are
 * rounded to {@code float} as librosa rounds them.
 *
 * @see <a href="https://github.com/librosa/librosa/blob/0.11.0/librosa/filters.py">librosa.filters.mel</a>
 */
final class MelFilterBank {

    private final int[] firstBin;
    private final double[][] weights;

    MelFilterBank(FeatureSpecification spec) {
        int bands = spec.melBands();
        int bins = spec.fftLength() / 2 + 1;
        double binHz = (double) spec.sampleRate() / spec.fftLength();
        double[] edges = edges(spec);
        firstBin = new int[bands];
        weights = new double[bands][];
        for (int band = 0; band < bands; band++) {
            double lower = edges[band];
            double centre = edges[band + 1];
            double upper = edges[band + 2];
            float[] all = new float[bins];
            int first = bins;
            int last = -1;
            for (int bin = 0; bin < bins; bin++) {
                double rising = (bin * binHz - lower) / (centre - lower);
                double falling = (upper - bin * binHz) / (upper - centre);
                float weight = (float) Math.max(0, Math.min(rising, falling));
                all[bin] = (float) (weight * (2.0 / (upper - lower)));
                if (all[bin] != 0) {
                    first = Math.min(first, bin);
                    last = bin;
                }
            }
            firstBin[band] = last < 0 ? 0 : first;
            weights[band] = new double[last < 0 ? 0 : last - first + 1];
            for (int i = 0; i < weights[band].length; i++) {
                weights[band][i] = all[first + i];
            }
        }
    }

    int bands() {
        return weights.length;
    }

    int firstBin(int band) {
        return firstBin[band];
    }

    /** The weights of a band from {@link #firstBin} on; empty where no bin falls into the band. */
    double[] weights(int band) {
        return weights[band];
    }

    /** Mel power of one frame: {@code mel[offset + band]} for each band of the power spectrum {@code power}. */
    void apply(double[] power, double[] mel, int offset) {
        for (int band = 0; band < weights.length; band++) {
            double[] w = weights[band];
            int bin = firstBin[band];
            double sum = 0;
            for (int i = 0; i < w.length; i++) {
                sum += w[i] * power[bin + i];
            }
            mel[offset + band] = sum;
        }
    }

    private static double[] edges(FeatureSpecification spec) {
        double lowest = hzToMel(spec.lowestHz(), spec.melScale());
        double highest = hzToMel(spec.highestHz(), spec.melScale());
        double[] edges = new double[spec.melBands() + 2];
        double step = (highest - lowest) / (edges.length - 1);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = melToHz(lowest + i * step, spec.melScale());
        }
        return edges;
    }

    private static final double SLANEY_HZ_PER_MEL = 200.0 / 3;
    private static final double SLANEY_LOG_FROM_HZ = 1000;
    private static final double SLANEY_LOG_FROM_MEL = SLANEY_LOG_FROM_HZ / SLANEY_HZ_PER_MEL;
    private static final double SLANEY_LOG_STEP = Math.log(6.4) / 27;

    static double hzToMel(double hz, MelScale scale) {
        if (scale == MelScale.HTK) {
            return 2595 * Math.log10(1 + hz / 700);
        }
        return hz < SLANEY_LOG_FROM_HZ
                ? hz / SLANEY_HZ_PER_MEL
                : SLANEY_LOG_FROM_MEL + Math.log(hz / SLANEY_LOG_FROM_HZ) / SLANEY_LOG_STEP;
    }

    static double melToHz(double mel, MelScale scale) {
        if (scale == MelScale.HTK) {
            return 700 * (Math.pow(10, mel / 2595) - 1);
        }
        return mel < SLANEY_LOG_FROM_MEL
                ? mel * SLANEY_HZ_PER_MEL
                : SLANEY_LOG_FROM_HZ * Math.exp(SLANEY_LOG_STEP * (mel - SLANEY_LOG_FROM_MEL));
    }
}
