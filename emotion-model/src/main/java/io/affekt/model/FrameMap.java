package io.affekt.model;

import io.affekt.model.network.OffHeap;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A linear map of what a frame holds, applied to all frames of a window. Thread-safe. */
final class FrameMap {

    private final int from;
    private final int to;
    /** [to, from], in column order. */
    private final INDArray matrix;

    /**
     * @param matrix {@code [from][to]}
     * @param from how many values of a frame it reads
     */
    FrameMap(float[] matrix, int from) {
        this.from = from;
        to = matrix.length / from;
        this.matrix = OffHeap.columns(to, from);
        OffHeap.window(this.matrix).put(matrix);
    }

    /**
     * Maps frames; source and target may be the same.
     *
     * @param source rows of {@code width} values, the first of which are read
     * @param target takes a row for each frame
     */
    void apply(float[] source, int width, float[] target, int frames) {
        try (INDArray before = OffHeap.columns(from, frames);
                INDArray after = OffHeap.columns(to, frames)) {
            FloatBuffer read = OffHeap.window(before);
            for (int f = 0; f < frames; f++) {
                read.put(f * from, source, f * width, from);
            }
            Nd4j.gemm(matrix, before, after, false, false, 1, 0);
            OffHeap.window(after).get(target, 0, frames * to);
        }
    }
}
