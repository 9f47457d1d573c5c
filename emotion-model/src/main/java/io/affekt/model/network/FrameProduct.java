package io.affekt.model.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Convolution over time with "same" padding as one matrix product: each frame's neighbours side by side, times the weights
 * [kernel x channels, filters]. Memory outside the heap is kept from batch to batch, for the largest so far. Not thread-safe.
 */
final class FrameProduct {

    private final Frames in;
    private final int kernel;
    private final int filters;

    private int examples;
    /** For how many examples there is memory. */
    private int most;
    /** [kernel x channels, most x frames], in column order: a column is a frame with its neighbours. */
    private @Nullable INDArray neighbours;
    /** [filters, most x frames], in column order. */
    private @Nullable INDArray products;

    private @Nullable INDArray neighbourGradients;

    FrameProduct(Frames in, int kernel, int filters) {
        this.in = in;
        this.kernel = kernel;
        this.filters = filters;
    }

    /** The convolution of rows of {@link Frames}: [examples x frames, filters]. */
    float[] forward(float[] rows, INDArray weights) {
        resize(in.examples(rows));
        INDArray columns = batch(neighbours);
        FloatBuffer window = OffHeap.window(columns);
        int width = kernel * in.channels();
        for (int n = 0; n < examples; n++) {
            for (int frame = 0; frame < in.frames(); frame++) {
                int from = Math.max(0, frame - kernel / 2);
                int to = Math.min(in.frames(), frame + kernel / 2 + 1);
                // What lies beyond the ends was set to 0 once and is never written.
                window.put(
                        (n * in.frames() + frame) * width + (from - frame + kernel / 2) * in.channels(),
                        rows,
                        n * in.row() + from * in.channels(),
                        (to - from) * in.channels());
            }
        }
        INDArray out = batch(products);
        Nd4j.gemm(weights, columns, out, true, false, 1, 0);
        float[] values = new float[examples * in.frames() * filters];
        OffHeap.window(out).get(values);
        return values;
    }

    /**
     * Gradients for the batch that {@link #forward} saw last.
     *
     * @param outer gradient by the products, [examples x frames, filters]
     * @param byWeights takes the gradient by the weights
     * @param byInput whether the gradient by the rows is wanted
     * @return the gradient by the rows; zeros where it is not wanted
     */
    float[] backward(float[] outer, INDArray weights, INDArray byWeights, boolean byInput) {
        INDArray out = batch(products);
        OffHeap.window(out).put(outer);
        Nd4j.gemm(batch(neighbours), out, byWeights, false, true, 1, 0);
        float[] gradient = new float[examples * in.row()];
        if (!byInput) {
            return gradient;
        }
        if (neighbourGradients == null) {
            // Only here: serving, and the first block of a training, never need it.
            neighbourGradients = OffHeap.matrix((long) kernel * in.channels(), (long) most * in.frames());
        }
        INDArray columns = batch(neighbourGradients);
        Nd4j.gemm(weights, out, columns, false, false, 1, 0);
        FloatBuffer window = OffHeap.window(columns);
        int width = kernel * in.channels();
        float[] column = new float[width];
        for (int n = 0; n < examples; n++) {
            for (int frame = 0; frame < in.frames(); frame++) {
                int from = Math.max(0, frame - kernel / 2);
                int to = Math.min(in.frames(), frame + kernel / 2 + 1);
                int length = (to - from) * in.channels();
                window.get(
                        (n * in.frames() + frame) * width + (from - frame + kernel / 2) * in.channels(),
                        column,
                        0,
                        length);
                int into = n * in.row() + from * in.channels();
                for (int i = 0; i < length; i++) {
                    gradient[into + i] += column[i];
                }
            }
        }
        return gradient;
    }

    private void resize(int wanted) {
        if (wanted > most) {
            close();
            most = wanted;
            neighbours = OffHeap.matrix((long) kernel * in.channels(), (long) most * in.frames());
            products = OffHeap.matrix(filters, (long) most * in.frames());
        }
        examples = wanted;
    }

    /** The columns of this batch: what was large enough for a larger one is kept. */
    private INDArray batch(@Nullable INDArray array) {
        if (array == null) {
            throw new IllegalStateException("A product goes forward before it goes backward");
        }
        return examples == most
                ? array
                : array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, (long) examples * in.frames()));
    }

    /** Gives the memory back; it is taken again when it is needed. */
    void close() {
        most = 0;
        for (INDArray array : Arrays.asList(neighbours, neighbourGradients, products)) {
            if (array != null) {
                array.close();
            }
        }
        neighbours = null;
        neighbourGradients = null;
        products = null;
    }
}
