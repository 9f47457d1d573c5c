package io.affekt.audio.speech;

import io.affekt.audio.lanes.VectorModule;
import java.util.Arrays;

/**
 * What the amplitudes of each frame share with those before and behind it, and the power of its bands. Buffers are reused.
 * Not thread-safe.
 */
abstract class Movement {

    /** Frames from a frame to the nearest ones that share no sound with it. */
    static final int APART = 2;
    /** Frames from a frame to those that a note reaches and a gliding voice does not: 0.12 s. */
    static final int FAR_APART = 5;
    /** Amplitude that keeps shares defined in silence. */
    private static final float FLOOR_AMPLITUDE = 1e-5f;

    static final int STRIDE = Spectrogram.STRIDE;

    private final int[] edges;
    /** The row of a frequency, from {@link #APART} on; at its ends it goes on as it comes from the other side. */
    final float[] row = new float[STRIDE + 2 * APART];
    /** The same from {@link #FAR_APART} on, between zeros. */
    final float[] between = new float[STRIDE + 2 * FAR_APART];

    final float[] moving = new float[STRIDE];
    final float[] steady = new float[STRIDE];
    final float[] lasting = new float[STRIDE];
    final float[] sum = new float[STRIDE];
    /** Power of the bands: {@code [band][STRIDE]}. */
    final float[] power;

    /** @param edges where each band starts, and where the last one ends */
    Movement(int[] edges) {
        this.edges = edges;
        power = new float[(edges.length - 1) * STRIDE];
    }

    /** The fastest that this Java can run. */
    static Movement create(int[] edges) {
        return VectorModule.isPresent() ? new LaneMovement(edges) : new PlainMovement(edges);
    }

    /** Looks at the first frames of a spectrogram. */
    final void compute(float[] amplitudes, int frames) {
        Arrays.fill(moving, 0);
        Arrays.fill(steady, 0);
        Arrays.fill(lasting, 0);
        Arrays.fill(sum, 0);
        Arrays.fill(power, 0);
        Arrays.fill(between, FAR_APART + frames, between.length, 0);
        for (int band = 0; band + 1 < edges.length; band++) {
            for (int k = edges[band]; k < edges[band + 1]; k++) {
                fill(amplitudes, k * STRIDE, frames);
                add(band * STRIDE);
            }
        }
    }

    private void fill(float[] amplitudes, int from, int frames) {
        System.arraycopy(amplitudes, from, between, FAR_APART, frames);
        System.arraycopy(amplitudes, from, row, APART, frames);
        for (int i = 0; i < APART; i++) {
            row[i] = amplitudes[from + Math.min(frames - 1, i + APART)];
            row[APART + frames + i] = amplitudes[from + Math.max(0, frames - 2 * APART + i)];
        }
    }

    /** Adds a frequency to the sums of all frames, and its power to those of the band that starts at {@code toPower}. */
    abstract void add(int toPower);

    private float total(int frame) {
        return sum[frame] + (edges[edges.length - 1] - edges[0]) * FLOOR_AMPLITUDE;
    }

    /** Share of a frame's amplitude that neither the sound 48 ms before nor 48 ms behind has at the same frequency. */
    final double moving(int frame) {
        return moving[frame] / total(frame);
    }

    /** Share of its amplitude that both have. */
    final double steady(int frame) {
        return steady[frame] / total(frame);
    }

    /** 1 for a flat spectrum, near 0 for lines. */
    final double flatness(int frame) {
        float all = 0;
        for (int at = frame; at < power.length; at += STRIDE) {
            all += power[at];
        }
        float total = total(frame);
        return total * total / ((edges[edges.length - 1] - edges[0]) * (all + SpeechCues.FLOOR_POWER));
    }

    /** The share that was there at both distances before, or will be at both behind: a note goes on, or begins. */
    final double lasting(int frame) {
        return lasting[frame] / total(frame);
    }

    /** Mean power of a band's frequencies. */
    final double power(int band, int frame) {
        return power[band * STRIDE + frame] / (edges[band + 1] - edges[band]);
    }
}
