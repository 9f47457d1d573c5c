package io.affekt.audio;

import java.util.Arrays;

/**
 * How a channel is cut. Sound inside is 16 kHz mono. Chunk n starts at sample 24,000 n and has 24,000 samples, the last
 * one fewer. Window k covers chunk k and the next: [1.5 k, 1.5 k + 3) s. The last window may be shorter; sound of a
 * single chunk is one window.
 */
public final class Windows {

    /** Sample rate of the sound inside, Hz. */
    public static final int SAMPLE_RATE = 16_000;

    /** Samples in a chunk: one hop, 1.5 s. */
    public static final int CHUNK_SAMPLES = 24_000;

    /** Samples in a full window: 3 s. */
    public static final int WINDOW_SAMPLES = 2 * CHUNK_SAMPLES;

    private Windows() {}

    /** How many windows {@code samples} samples at 16 kHz give; 0 only for none. */
    public static int count(long samples) {
        if (samples == 0) {
            return 0;
        }
        long chunks = (samples + CHUNK_SAMPLES - 1) / CHUNK_SAMPLES;
        return (int) Math.max(1, chunks - 1);
    }

    /** How many samples at 16 kHz {@code frames} frames at another rate give. */
    public static long resampledLength(long frames, int sampleRate) {
        return (frames * SAMPLE_RATE + sampleRate - 1) / sampleRate;
    }

    /** Where window {@code index} starts, milliseconds. */
    public static long startMs(int index) {
        return index * 1000L * CHUNK_SAMPLES / SAMPLE_RATE;
    }

    /** Where window {@code index} of {@code samples} samples ends, milliseconds. */
    public static long endMs(int index, int samples) {
        return startMs(index) + samples * 1000L / SAMPLE_RATE;
    }

    /** The windows of a whole channel at 16 kHz, in order: what a stream of its chunks gives. */
    public static float[][] cut(float[] samples) {
        float[][] windows = new float[count(samples.length)][];
        for (int k = 0; k < windows.length; k++) {
            int from = k * CHUNK_SAMPLES;
            int to = Math.min(samples.length, from + WINDOW_SAMPLES);
            windows[k] = Arrays.copyOfRange(samples, from, to);
        }
        return windows;
    }
}
