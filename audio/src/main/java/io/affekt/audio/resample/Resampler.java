package io.affekt.audio.resample;

import java.util.Arrays;

/**
 * Changes the sample rate of one channel, chunk by chunk, by a {@link PolyphaseFilter}. What comes out does not depend on
 * how the input was cut, nor on the machine.
 *
 * <p>Output sample n stands at the time n / output rate of the input: the filter's delay is taken out, and
 * {@link #finish()} gives what it still holds. Ratios whose up-sampling factor exceeds 1024 are replaced by the nearest
 * that does not, so that no header can ask for a huge table. Not thread-safe.
 */
public final class Resampler {

    /** Samples that are taken at once of a whole. */
    private static final int BLOCK = 8192;

    private final PolyphaseFilter filter;
    private final Convolution convolution;
    /** The input that later outputs need, with the zeros before its start. */
    private float[] held;

    private int count;
    private long consumed;
    private long produced;

    public Resampler(int inputRate, int outputRate) {
        this(new PolyphaseFilter(inputRate, outputRate));
    }

    private Resampler(PolyphaseFilter filter) {
        this.filter = filter;
        convolution = Convolution.of(filter);
        count = filter.zerosBefore();
        held = new float[count + filter.reach() + BLOCK];
    }

    /** All of {@code samples} at once. */
    public static float[] resample(float[] samples, int inputRate, int outputRate) {
        return inputRate == outputRate ? samples.clone() : new Resampler(inputRate, outputRate).whole(samples);
    }

    /** All of {@code samples} at once, from the start, whatever this resampler has processed. Thread-safe. */
    public float[] whole(float[] samples) {
        Resampler resampler = new Resampler(filter);
        float[] all = new float[(int) filter.outputs(samples.length)];
        int written = 0;
        for (int at = 0; at < samples.length; at += BLOCK) {
            written += resampler.process(samples, at, Math.min(BLOCK, samples.length - at), all, written);
        }
        float[] rest = resampler.finish();
        System.arraycopy(rest, 0, all, written, rest.length);
        return all;
    }

    /** Takes the next {@code count} samples and gives the outputs that can be computed of what is there. */
    public float[] process(float[] samples, int count) {
        take(samples, 0, count);
        float[] out = new float[applications() * outputsAtOnce()];
        produce(out, 0, applications());
        return out;
    }

    private int process(float[] samples, int from, int count, float[] out, int to) {
        take(samples, from, count);
        int applications = applications();
        produce(out, to, applications);
        return applications * outputsAtOnce();
    }

    private void take(float[] samples, int from, int more) {
        reserve(more);
        System.arraycopy(samples, from, held, count, more);
        count += more;
        consumed += more;
    }

    /** The rest: as many samples in all as the length of the input asks for, rounded up. */
    public float[] finish() {
        int missing = (int) (filter.outputs(consumed) - produced);
        int applications = (missing + outputsAtOnce() - 1) / outputsAtOnce();
        int zeros = Math.max(0, (applications - 1) * step() + needed() - count);
        reserve(zeros);
        Arrays.fill(held, count, count + zeros, 0);
        count += zeros;
        float[] out = new float[applications * outputsAtOnce()];
        produce(out, 0, applications);
        return Arrays.copyOf(out, missing);
    }

    private int outputsAtOnce() {
        return convolution.periods() * filter.up();
    }

    /** How often the convolution can be applied to what is held. */
    private int applications() {
        return count < needed() ? 0 : (count - needed()) / step() + 1;
    }

    /** Inputs from one application of the convolution to the next. */
    private int step() {
        return convolution.periods() * filter.down();
    }

    /** Inputs that one application of the convolution reads. */
    private int needed() {
        return (convolution.periods() - 1) * filter.down() + filter.reach();
    }

    private void reserve(int more) {
        if (count + more > held.length) {
            held = Arrays.copyOf(held, Math.max(held.length * 2, count + more));
        }
    }

    private void produce(float[] out, int to, int applications) {
        for (int i = 0; i < applications; i++) {
            convolution.apply(held, i * step(), out, to + i * outputsAtOnce());
        }
        produced += (long) applications * outputsAtOnce();
        int used = Math.min(count, applications * step());
        System.arraycopy(held, used, held, 0, count - used);
        count -= used;
    }
}
