package io.affekt.model;

/**
 * Vocal tract length perturbation (Jaitly and Hinton 2013) on MFCC: the frequency axis is stretched as if somebody with a
 * longer or shorter vocal tract spoke. Coefficients back to mel bands, bands moved, and forth again is one matrix for each
 * stretch; a few are kept. Thread-safe.
 */
final class FrequencyWarp {

    /** Matrices from the strongest compression to the strongest stretch; the middle one changes nothing. */
    private static final int STEPS = 21;
    /** Up to this share of the highest frequency the axis is stretched, above it the rest is fitted in. */
    private static final double BOUNDARY = 0.875;

    private final int coefficients;
    private final FrameMap[] maps = new FrameMap[STEPS];

    /**
     * @param most the largest change of frequencies, such as 0.12 for 0.88 to 1.12
     * @param coefficients how many MFCC a frame has
     */
    FrequencyWarp(MelAxis axis, double most, int coefficients) {
        this.coefficients = coefficients;
        for (int s = 0; s < STEPS; s++) {
            maps[s] = new FrameMap(matrix(axis, most * (2.0 * s / (STEPS - 1) - 1), coefficients), coefficients);
        }
    }

    static int steps() {
        return STEPS;
    }

    /** Warps {@code frames} frames in place. */
    void apply(int step, float[] values, int frames) {
        maps[step].apply(values, coefficients, values, frames);
    }

    /** @throws IllegalArgumentException when an axis cannot be stretched by this share */
    static void requirePossible(double share) {
        if (!(Math.abs(share) < 0.5)) {
            throw new IllegalArgumentException("Frequencies change by less than half, not by a share of " + share);
        }
    }

    /**
     * {@code [from][to]}: DCT-II to bands, each band from where its frequency was before, and back.
     *
     * @param warp by what share the axis is stretched: what was at 1 + warp times a frequency comes to lie at it
     */
    static float[] matrix(MelAxis axis, double warp, int coefficients) {
        double stretch = 1 + warp;
        int bands = axis.bands();
        double[][] dct = new double[coefficients][bands];
        for (int c = 0; c < coefficients; c++) {
            for (int b = 0; b < bands; b++) {
                dct[c][b] = axis.dct(c, b);
            }
        }
        float[] matrix = new float[coefficients * coefficients];
        for (int b = 0; b < bands; b++) {
            double position = axis.position(before(axis.centreHz(b), stretch, axis.highestHz()));
            double inside = Math.max(0, Math.min(bands - 1, position));
            int lower = (int) inside;
            int upper = Math.min(bands - 1, lower + 1);
            double share = inside - lower;
            for (int k = 0; k < coefficients; k++) {
                double value = (1 - share) * dct[k][lower] + share * dct[k][upper];
                for (int c = 0; c < coefficients; c++) {
                    matrix[k * coefficients + c] += (float) (value * dct[c][b]);
                }
            }
        }
        return matrix;
    }

    private static double before(double hz, double stretch, double highestHz) {
        double boundary = BOUNDARY * highestHz * Math.min(stretch, 1);
        if (hz * stretch <= boundary) {
            return hz * stretch;
        }
        return highestHz - (highestHz - boundary) / (highestHz - boundary / stretch) * (highestHz - hz);
    }
}
