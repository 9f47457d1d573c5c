package io.affekt.audio.resample;

import java.util.Arrays;

/**
 * Changes the sample rate of one channel, chunk by chunk, by a polyphase Kaiser FIR: flat to 0.913 of the lower Nyquist
 * frequency, 110 dB down from there on. What comes out does not depend on how the input was cut.
 *
 * <p>Output sample n stands at the time n / output rate of the input: the filter's delay is taken out, and
 * {@link #finish()} gives what it still holds. Ratios whose up-sampling factor exceeds 1024 are replaced by the nearest
 * that does not, so that no header can ask for a huge table. Not thread-safe.
 */
public final class Resampler {

    private static final double PASS_EDGE = 0.913;
    private static final double ATTENUATION_DB = 110;
    private static final int MAX_UP = 1024;

    private final int up;
    private final int down;
    /** {@code taps[phase][k]} weights input sample {@code base - k}. */
    private final double[][] taps;

    private final int delay;
    private double[] history;
    private int held;
    /** Index in the input of {@code history[0]}; negative while the zeros before the first sample are held. */
    private long historyStart;

    private long consumed;
    private long produced;

    public Resampler(int inputRate, int outputRate) {
        int[] ratio = ratio(outputRate, inputRate);
        up = ratio[0];
        down = ratio[1];
        double widest = Math.max(up, down);
        double transition = (1 - PASS_EDGE) / 2 / widest;
        int length = (int) Math.ceil((ATTENUATION_DB - 7.95) / (14.36 * transition)) | 1;
        int perPhase = (length + up - 1) / up + 1;
        delay = (length - 1) / 2;
        taps = new double[up][perPhase];
        double cutoff = (1 + PASS_EDGE) / 4 / widest;
        double beta = 0.1102 * (ATTENUATION_DB - 8.7);
        for (int i = 0; i < length; i++) {
            double t = i - delay;
            double sinc = t == 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * t) / (Math.PI * t);
            double r = t / delay;
            double kaiser = bessel0(beta * Math.sqrt(Math.max(0, 1 - r * r))) / bessel0(beta);
            taps[i % up][i / up] = up * sinc * kaiser;
        }
        history = new double[perPhase * 2 + 4096];
        held = perPhase;
        historyStart = -perPhase;
    }

    /** A resampler of the same rates at its start, which shares the table of {@code other}. */
    private Resampler(Resampler other) {
        up = other.up;
        down = other.down;
        taps = other.taps;
        delay = other.delay;
        int perPhase = taps[0].length;
        history = new double[perPhase * 2 + 4096];
        held = perPhase;
        historyStart = -perPhase;
    }

    /** All of {@code samples} at once. */
    public static float[] resample(float[] samples, int inputRate, int outputRate) {
        return inputRate == outputRate ? samples.clone() : new Resampler(inputRate, outputRate).whole(samples);
    }

    /** All of {@code samples} at once, from the start, whatever this resampler has processed. Thread-safe. */
    public float[] whole(float[] samples) {
        Resampler resampler = new Resampler(this);
        float[] head = resampler.process(samples, samples.length);
        float[] tail = resampler.finish();
        float[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    /** Takes the next {@code count} samples and gives every output sample that they complete. */
    public float[] process(float[] samples, int count) {
        append(samples, count);
        consumed += count;
        // Output n needs input up to (n * down + delay) / up.
        long ready = Math.floorDiv(consumed * up - delay - 1, down) + 1;
        return produce(Math.max(produced, ready));
    }

    /** The rest: as many samples in all as the length of the input asks for, rounded up. */
    public float[] finish() {
        long total = (consumed * up + down - 1) / down;
        long lastBase = (Math.max(0, total - 1) * down + delay) / up;
        int zeros = (int) Math.max(0, lastBase + 1 - consumed);
        append(new float[zeros], zeros);
        return produce(Math.max(produced, total));
    }

    private void append(float[] samples, int count) {
        if (held + count > history.length) {
            history = Arrays.copyOf(history, Math.max(history.length * 2, held + count));
        }
        for (int i = 0; i < count; i++) {
            history[held + i] = samples[i];
        }
        held += count;
    }

    private float[] produce(long until) {
        float[] out = new float[(int) (until - produced)];
        for (int i = 0; i < out.length; i++) {
            long position = (produced + i) * down + delay;
            double[] phase = taps[(int) (position % up)];
            int newest = (int) (position / up - historyStart);
            out[i] = (float) convolve(phase, history, newest);
        }
        produced = until;
        drop();
        return out;
    }

    /** Four sums side by side, because one sum would wait for each addition. */
    private static double convolve(double[] taps, double[] samples, int newest) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int k = 0;
        for (; k + 3 < taps.length; k += 4) {
            a += taps[k] * samples[newest - k];
            b += taps[k + 1] * samples[newest - k - 1];
            c += taps[k + 2] * samples[newest - k - 2];
            d += taps[k + 3] * samples[newest - k - 3];
        }
        for (; k < taps.length; k++) {
            a += taps[k] * samples[newest - k];
        }
        return a + b + (c + d);
    }

    /** Forgets the input that no later output needs. */
    private void drop() {
        long oldestNeeded = (produced * down + delay) / up - (taps[0].length - 1);
        int unneeded = (int) Math.min(held, oldestNeeded - historyStart);
        if (unneeded > 0) {
            System.arraycopy(history, unneeded, history, 0, held - unneeded);
            held -= unneeded;
            historyStart += unneeded;
        }
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
