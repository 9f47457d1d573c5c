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
        held = new float[count + filter.reach() + 8192];
    }

    /** All of {@code samples} at once. */
    public static float[] resample(float[] samples, int inputRate, int outputRate) {
        return inputRate == outputRate ? samples.clone() : new Resampler(inputRate, outputRate).whole(samples);
    }

    /** All of {@code samples} at once, from the start, whatever this resampler has processed. Thread-safe. */
    public float[] whole(float[] samples) {
        Resampler resampler = new Resampler(filter);
        float[] head = resampler.process(samples, samples.length);
        float[] tail = resampler.finish();
        float[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    /** Takes the next {@code count} samples and gives the outputs that can be computed of what is there. */
    public float[] process(float[] samples, int count) {
        reserve(count);
        System.arraycopy(samples, 0, held, this.count, count);
        this.count += count;
        consumed += count;
        int needed = needed();
        int times = this.count < needed ? 0 : (this.count - needed) / step() + 1;
        return produce(times);
    }

    /** The rest: as many samples in all as the length of the input asks for, rounded up. */
    public float[] finish() {
        long total = (consumed * filter.up() + filter.down() - 1) / filter.down();
        int missing = (int) (total - produced);
        int atOnce = convolution.periods() * filter.up();
        int times = (missing + atOnce - 1) / atOnce;
        int zeros = Math.max(0, (times - 1) * step() + needed() - count);
        reserve(zeros);
        Arrays.fill(held, count, count + zeros, 0);
        count += zeros;
        return Arrays.copyOf(produce(times), missing);
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

    private float[] produce(int times) {
        int atOnce = convolution.periods() * filter.up();
        float[] out = new float[times * atOnce];
        for (int t = 0; t < times; t++) {
            convolution.apply(held, t * step(), out, t * atOnce);
        }
        produced += out.length;
        int used = Math.min(count, times * step());
        System.arraycopy(held, used, held, 0, count - used);
        count -= used;
        return out;
    }
}
