package io.affekt.model;

import java.util.Arrays;

/** A linear map of what a frame holds, applied to all frames of a window. Thread-safe. */
final class FrameMap {

    private final int from;
    private final int to;
    private final float[] matrix;

    /**
     * @param matrix {@code [from][to]}
     * @param from how many values of a frame it reads
     */
    FrameMap(float[] matrix, int from) {
        this.matrix = matrix;
        this.from = from;
        to = matrix.length / from;
    }

    /**
     * Maps frames; source and target may be the same.
     *
     * @param source rows of {@code sourceWidth} values, the first of which are read
     * @param target rows of {@code targetWidth} values, written from {@code first} on
     */
    void apply(float[] source, int sourceWidth, float[] target, int targetWidth, int first, int frames) {
        float[] before = new float[from * frames];
        for (int k = 0; k < from; k++) {
            for (int f = 0; f < frames; f++) {
                before[k * frames + f] = source[f * sourceWidth + k];
            }
        }
        float[] after = new float[frames];
        for (int c = 0; c < to; c++) {
            Arrays.fill(after, 0);
            int k = 0;
            for (; k + 4 <= from; k += 4) {
                addFour(before, k * frames, k * to + c, after);
            }
            for (; k < from; k++) {
                add(before, k * frames, matrix[k * to + c], after);
            }
            for (int f = 0; f < frames; f++) {
                target[f * targetWidth + first + c] = after[f];
            }
        }
    }

    // All frames of a value beside each other: the compiler makes vectors of them.

    private void addFour(float[] before, int at, int row, float[] after) {
        float a = matrix[row];
        float b = matrix[row + to];
        float c = matrix[row + 2 * to];
        float d = matrix[row + 3 * to];
        int frames = after.length;
        for (int f = 0; f < frames; f++) {
            after[f] += a * before[at + f]
                    + b * before[at + frames + f]
                    + c * before[at + 2 * frames + f]
                    + d * before[at + 3 * frames + f];
        }
    }

    private static void add(float[] before, int at, float factor, float[] after) {
        for (int f = 0; f < after.length; f++) {
            after[f] += factor * before[at + f];
        }
    }
}
