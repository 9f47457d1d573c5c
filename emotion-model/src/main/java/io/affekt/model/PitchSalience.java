package io.affekt.model;

/**
 * How clearly each of a row of pitches sounds in a frame, read off its MFCC: for each pitch, how much higher the spectrum lies
 * at its harmonics than between them, as in SWIPE (Camacho and Harris 2008). Mel bands are narrow enough for it where
 * the scale is linear. It is a linear map from MFCC; those that hold the spectrum's envelope take no part.
 */
final class PitchSalience {

    /** MFCC that it reads. Of 128 mel bands the last is a ripple of 75 Hz, finer than harmonics of the lowest pitch lie apart. */
    static final int COEFFICIENTS = 80;

    private static final int OF_ENVELOPE = 8;
    private static final double LOWEST_HZ = 80;
    private static final double HIGHEST_HZ = 450;
    /** Above it mel bands are wider than the harmonics of a low voice lie apart. */
    private static final double HIGHEST_HARMONIC_HZ = 1500;

    /** How far up a pitch is looked for: six harmonics and what lies behind the last. */
    private static final double HARMONICS = 6.5;

    private PitchSalience() {}

    /**
     * {@code [coefficient][pitch]}.
     *
     * @param pitches how many, from 80 to 450 Hz, in equal ratios
     */
    static float[] matrix(MelAxis axis, int pitches) {
        float[] matrix = new float[COEFFICIENTS * pitches];
        for (int p = 0; p < pitches; p++) {
            double[] kernel = kernel(axis, hz(p, pitches));
            for (int c = OF_ENVELOPE; c < COEFFICIENTS; c++) {
                double sum = 0;
                for (int b = 0; b < kernel.length; b++) {
                    sum += kernel[b] * axis.dct(c, b);
                }
                matrix[c * pitches + p] = (float) sum;
            }
        }
        return matrix;
    }

    static double hz(int pitch, int pitches) {
        return LOWEST_HZ * Math.pow(HIGHEST_HZ / LOWEST_HZ, pitch / Math.max(1.0, pitches - 1));
    }

    /** Weights of the mel bands: positive at the harmonics, negative between them, 0 in sum and 1 in magnitude. */
    private static double[] kernel(MelAxis axis, double pitch) {
        double[] kernel = new double[axis.bands()];
        double highest = Math.min(HIGHEST_HARMONIC_HZ, HARMONICS * pitch);
        double sum = 0;
        int bands = 0;
        for (int b = 0; b < kernel.length; b++) {
            double hz = axis.centreHz(b);
            if (hz >= pitch / 2 && hz <= highest) {
                kernel[b] = Math.cos(2 * Math.PI * hz / pitch) * Math.sqrt(pitch / hz);
                sum += kernel[b];
                bands++;
            }
        }
        double magnitude = 0;
        for (int b = 0; b < kernel.length; b++) {
            if (kernel[b] != 0) {
                kernel[b] -= sum / bands;
                magnitude += Math.abs(kernel[b]);
            }
        }
        for (int b = 0; b < kernel.length; b++) {
            kernel[b] /= Math.max(magnitude, Double.MIN_NORMAL);
        }
        return kernel;
    }
}
