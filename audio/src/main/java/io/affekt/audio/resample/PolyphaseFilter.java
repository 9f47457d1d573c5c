package io.affekt.audio.resample;

/**
 * The low-pass of a change of rates by up/down, cut into its phases: a windowed sinc under a Kaiser window, flat to 0.913
 * of the lower Nyquist frequency and 110 dB down from there on. Output p of every {@code up} outputs is the sum over k of
 * {@code taps[p][k] * input[start(p) + k]}, and the next {@code up} outputs stand {@code down} inputs later. Thread-safe.
 *
 * @see <a href="https://ccrma.stanford.edu/~jos/resample/">J. O. Smith, Digital Audio Resampling</a>
 */
final class PolyphaseFilter {

    private static final double PASS_EDGE = 0.913;
    private static final double ATTENUATION_DB = 110;
    private static final int MAX_UP = 1024;
    /** Sums that run side by side; the taps are filled up with zeros to a multiple. */
    static final int SUMS = 4;

    private final int up;
    private final int down;
    private final float[][] taps;
    private final int[] starts;
    private final int zerosBefore;

    PolyphaseFilter(int inputRate, int outputRate) {
        int[] ratio = ratio(outputRate, inputRate);
        up = ratio[0];
        down = ratio[1];
        double widest = Math.max(up, down);
        double transition = (1 - PASS_EDGE) / 2 / widest;
        int length = (int) Math.ceil((ATTENUATION_DB - 7.95) / (14.36 * transition)) | 1;
        int delay = (length - 1) / 2;
        int perPhase = ((length + up - 1) / up + SUMS - 1) / SUMS * SUMS;
        double cutoff = (1 + PASS_EDGE) / 4 / widest;
        double beta = 0.1102 * (ATTENUATION_DB - 8.7);
        double atCentre = bessel0(beta);

        taps = new float[up][perPhase];
        starts = new int[up];
        int first = delay / up - (perPhase - 1);
        zerosBefore = -first;
        for (int p = 0; p < up; p++) {
            int position = p * down + delay;
            int newest = position / up;
            starts[p] = newest - (perPhase - 1) - first;
            for (int k = 0; k < perPhase; k++) {
                int i = position % up + up * (perPhase - 1 - k);
                if (i < length) {
                    double t = i - delay;
                    double sinc = t == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * t) / (Math.PI * t);
                    double r = t / delay;
                    double kaiser = bessel0(beta * Math.sqrt(Math.max(0, 1 - r * r))) / atCentre;
                    taps[p][k] = (float) (up * sinc * kaiser);
                }
            }
        }
    }

    int up() {
        return up;
    }

    int down() {
        return down;
    }

    float[] taps(int phase) {
        return taps[phase];
    }

    /** The first input of output {@code phase}, counted from the first input of output 0. */
    int start(int phase) {
        return starts[phase];
    }

    /** Inputs that {@code up} outputs reach over. */
    int reach() {
        return starts[up - 1] + taps[0].length;
    }

    /** How many outputs so many inputs ask for: their time, rounded up to a whole one. */
    long outputs(long inputs) {
        return (inputs * up + down - 1) / down;
    }

    /** How many zeros stand before the first input, so that output 0 stands at its time. */
    int zerosBefore() {
        return zerosBefore;
    }

    /** The ratio in lowest terms, or the nearest whose numerator is at most {@link #MAX_UP} (continued fractions). */
    private static int[] ratio(int numerator, int denominator) {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException("Sample rates must be positive: " + denominator + ", " + numerator);
        }
        long a = numerator;
        long b = denominator;
        long p0 = 0;
        long q0 = 1;
        long p1 = 1;
        long q1 = 0;
        while (b != 0) {
            long whole = a / b;
            long p2 = whole * p1 + p0;
            long q2 = whole * q1 + q0;
            if (p2 > MAX_UP) {
                break;
            }
            p0 = p1;
            q0 = q1;
            p1 = p2;
            q1 = q2;
            long rest = a % b;
            a = b;
            b = rest;
        }
        if (p1 == 0 || q1 == 0) {
            throw new IllegalArgumentException("Cannot resample from " + denominator + " to " + numerator + " Hz");
        }
        return new int[] {(int) p1, (int) q1};
    }

    private static double bessel0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
