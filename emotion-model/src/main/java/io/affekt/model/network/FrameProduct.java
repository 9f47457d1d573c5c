package io.affekt.model.network;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Convolution over time with "same" padding as one matrix product: the neighbours of each frame that holds sound side by
 * side, times the weights [kernel x channels, filters]. Memory outside the heap is kept from batch to batch, for the largest so
 * far. Not thread-safe.
 */
final class FrameProduct {

    private final Frames in;
    private final int kernel;
    private final int filters;
    private final float[] silence;

    /** Frames that hold sound: of each example, and of all. */
    private int[] valid = new int[0];

    private int columns;
    /** For how many columns there is memory. */
    private int most;
    /** [kernel x channels, most], in column order: a column is a frame with its neighbours. */
    private @Nullable INDArray neighbours;
    /** [filters, most], in column order. */
    private @Nullable INDArray products;

    private @Nullable INDArray neighbourGradients;

    FrameProduct(Frames in, int kernel, int filters) {
        this.in = in;
        this.kernel = kernel;
        this.filters = filters;
        silence = new float[kernel * in.channels()];
    }

    /** The convolution of rows of {@link Frames}: [examples x frames, filters], 0 behind the frames that hold sound. */
    float[] forward(float[] rows, INDArray weights) {
        resize(rows);
        INDArray batch = batch(neighbours);
        FloatBuffer window = OffHeap.window(batch);
        int width = kernel * in.channels();
        int column = 0;
        for (int n = 0; n < valid.length; n++) {
            for (int frame = 0; frame < valid[n]; frame++, column++) {
                int from = firstNeighbour(frame);
                int to = lastNeighbour(frame);
                int before = (from - frame + kernel / 2) * in.channels();
                int length = (to - from) * in.channels();
                int at = column * width;
                if (length < width) {
                    window.put(at, silence, 0, width);
                }
                window.put(at + before, rows, n * in.row() + from * in.channels(), length);
            }
        }
        INDArray out = batch(products);
        Nd4j.gemm(weights, batch, out, true, false, 1, 0);
        float[] values = new float[valid.length * in.frames() * filters];
        FloatBuffer multiplied = OffHeap.window(out);
        for (int n = 0, at = 0; n < valid.length; at += valid[n] * filters, n++) {
            multiplied.get(at, values, n * in.frames() * filters, valid[n] * filters);
        }
        return values;
    }

    /**
     * Gradients for the batch that {@link #forward} saw last.
     *
     * @param outer gradient by the products, [examples x frames, filters]; what lies behind the sound takes no part
     * @param byWeights takes the gradient by the weights
     * @param byInput whether the gradient by the rows is wanted
     * @return the gradient by the rows; zeros where it is not wanted
     */
    float[] backward(float[] outer, INDArray weights, INDArray byWeights, boolean byInput) {
        INDArray out = batch(products);
        FloatBuffer given = OffHeap.window(out);
        for (int n = 0, at = 0; n < valid.length; at += valid[n] * filters, n++) {
            given.put(at, outer, n * in.frames() * filters, valid[n] * filters);
        }
        Nd4j.gemm(batch(neighbours), out, byWeights, false, true, 1, 0);
        float[] gradient = new float[valid.length * in.row()];
        if (!byInput) {
            return gradient;
        }
        if (neighbourGradients == null) {
            // Only here: serving, and the first block of a training, never need it.
            neighbourGradients = OffHeap.columns((long) kernel * in.channels(), most);
        }
        INDArray batch = batch(neighbourGradients);
        Nd4j.gemm(weights, out, batch, false, false, 1, 0);
        FloatBuffer window = OffHeap.window(batch);
        int width = kernel * in.channels();
        float[] neighbour = new float[width];
        int column = 0;
        for (int n = 0; n < valid.length; n++) {
            for (int frame = 0; frame < valid[n]; frame++, column++) {
                int from = firstNeighbour(frame);
                int length = (lastNeighbour(frame) - from) * in.channels();
                window.get(column * width + (from - frame + kernel / 2) * in.channels(), neighbour, 0, length);
                int into = n * in.row() + from * in.channels();
                for (int i = 0; i < length; i++) {
                    gradient[into + i] += neighbour[i];
                }
            }
        }
        return gradient;
    }

    private int firstNeighbour(int frame) {
        return Math.max(0, frame - kernel / 2);
    }

    /** The one behind it. */
    private int lastNeighbour(int frame) {
        return Math.min(in.frames(), frame + kernel / 2 + 1);
    }

    private void resize(float[] rows) {
        valid = new int[in.examples(rows)];
        columns = 0;
        for (int n = 0; n < valid.length; n++) {
            valid[n] = in.valid(rows, n);
            columns += valid[n];
        }
        if (columns > most) {
            close();
            // Were it as small as the batch, nearly every batch would need it anew.
            most = valid.length * in.frames();
            neighbours = OffHeap.columns((long) kernel * in.channels(), most);
            products = OffHeap.columns(filters, most);
        }
    }

    /** The columns of this batch. */
    private INDArray batch(@Nullable INDArray array) {
        if (array == null) {
            throw new IllegalStateException("A product goes forward before it goes backward");
        }
        return columns == most ? array : array.get(NDArrayIndex.all(), NDArrayIndex.interval(0, columns));
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
