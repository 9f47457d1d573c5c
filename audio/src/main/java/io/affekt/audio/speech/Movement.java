package io.affekt.audio.speech;

import java.util.Arrays;

/** What the amplitudes of each frame share with those before and behind it. Buffers are reused. Not thread-safe. */
final class Movement {

    /** Frames from a frame to the nearest ones that share no sound with it. */
    static final int APART = 2;
    /** Frames from a frame to those that a note reaches and a gliding voice does not: 0.12 s. */
    private static final int FAR_APART = 5;
    /** Amplitude that keeps shares defined in silence. */
    private static final float FLOOR_AMPLITUDE = 1e-5f;

    private static final int STRIDE = Spectrogram.STRIDE;
    /** What of a row is in {@link #common} before frame 0. */
    private static final int LEAD = APART + FAR_APART;

    private final int fromBin;
    private final int toBin;
    /** The row of a frequency, from {@link #APART} on; the ends stand for what lies beyond them. */
    private final float[] row = new float[STRIDE + 2 * APART];
    /** From {@link #LEAD} on: what the frames at both distances behind a frame have in common; zero where one is missing. */
    private final float[] common = new float[STRIDE + LEAD];

    private final float[] twiceMoving = new float[STRIDE];
    private final float[] twiceSteady = new float[STRIDE];
    private final float[] lasting = new float[STRIDE];
    private final float[] sum = new float[STRIDE];
    private final float[] power = new float[STRIDE];

    /** The frequencies that are looked at. */
    Movement(int fromBin, int toBin) {
        this.fromBin = fromBin;
        this.toBin = toBin;
    }

    /** Looks at the first frames of a spectrogram. */
    void compute(float[] amplitudes, int frames) {
        Arrays.fill(common, 0);
        Arrays.fill(twiceMoving, 0);
        Arrays.fill(twiceSteady, 0);
        Arrays.fill(lasting, 0);
        Arrays.fill(sum, 0);
        Arrays.fill(power, 0);
        for (int k = fromBin; k < toBin; k++) {
            fill(amplitudes, k * STRIDE, frames);
            move();
            findCommon(amplitudes, k * STRIDE, frames);
            last(amplitudes, k * STRIDE);
        }
    }

    /** At its ends the row goes on as it comes from the other side. */
    private void fill(float[] amplitudes, int from, int frames) {
        System.arraycopy(amplitudes, from, row, APART, frames);
        for (int i = 0; i < APART; i++) {
            row[i] = amplitudes[from + Math.min(frames - 1, i + APART)];
            row[APART + frames + i] = amplitudes[from + Math.max(0, frames - 2 * APART + i)];
        }
    }

    // Simple loops over all frames, a row each: the compiler makes vectors of them. Maxima and minima by absolute
    // values:
    // twice max(0, here - most) and twice min(here, least).

    private void move() {
        move(row, twiceMoving, twiceSteady, sum, power);
    }

    private static void move(float[] row, float[] twiceMoving, float[] twiceSteady, float[] sum, float[] power) {
        for (int f = 0; f < STRIDE; f++) {
            float here = row[f + APART];
            float both = row[f] + row[f + 2 * APART];
            float apart = Math.abs(row[f] - row[f + 2 * APART]);
            float most = 0.5f * (both + apart);
            float least = 0.5f * (both - apart);
            twiceMoving[f] += here - most + Math.abs(here - most);
            twiceSteady[f] += here + least - Math.abs(here - least);
            sum[f] += here;
            power[f] += here * here;
        }
    }

    private void findCommon(float[] amplitudes, int from, int frames) {
        findCommon(amplitudes, from, common, frames - FAR_APART + APART);
    }

    private static void findCommon(float[] amplitudes, int from, float[] common, int count) {
        for (int i = 0; i < count; i++) {
            common[LEAD - APART + i] = Math.min(amplitudes[from + i], amplitudes[from + i + FAR_APART - APART]);
        }
    }

    /** What a frame has in common with the two behind it, or with the two before it. */
    private void last(float[] amplitudes, int from) {
        last(amplitudes, from, common, lasting);
    }

    private static void last(float[] amplitudes, int from, float[] common, float[] lasting) {
        for (int f = 0; f < STRIDE; f++) {
            float most = Math.max(common[f], common[f + LEAD]);
            lasting[f] += Math.min(amplitudes[from + f], most);
        }
    }

    private float total(int frame) {
        return sum[frame] + (toBin - fromBin) * FLOOR_AMPLITUDE;
    }

    /** Share of a frame's amplitude that neither the sound 48 ms before nor 48 ms behind has at the same frequency. */
    double moving(int frame) {
        return 0.5 * twiceMoving[frame] / total(frame);
    }

    /** Share of its amplitude that both have. */
    double steady(int frame) {
        return 0.5 * twiceSteady[frame] / total(frame);
    }

    /** 1 for a flat spectrum, near 0 for lines. */
    double flatness(int frame) {
        float total = total(frame);
        return total * total / ((toBin - fromBin) * (power[frame] + SpeechCues.FLOOR_POWER));
    }

    /** The share that was there at both distances before, or will be at both behind: a note goes on, or begins. */
    double lasting(int frame) {
        return lasting[frame] / total(frame);
    }
}
