package io.affekt.model;

import io.affekt.model.network.Frames;
import io.affekt.model.network.OffHeap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays feature matrices out as a network's inputs, standardised. Thread-safe. */
final class InputEncoder {

    /** Changes standardised columns: 0 is the mean. */
    interface Cover {
        /**
         * @param values columns of {@code width} values, from {@code at} on
         * @param columns how many
         */
        void apply(float[] values, int at, int columns, int width);
    }

    private static final Cover NOTHING = (values, at, columns, width) -> {};

    private final ModelShape shape;
    private final InputColumns columns;
    private final Standardisation standardisation;

    InputEncoder(InputColumns columns, Standardisation standardisation) {
        if (standardisation.mean().length != columns.width() || standardisation.deviation().length != columns.width()) {
            throw new IllegalArgumentException("The standardisation does not fit the network's input");
        }
        shape = columns.shape();
        this.columns = columns;
        this.standardisation = standardisation;
    }

    /**
     * What a network takes.
     *
     * @param array its input
     * @param mask DL4J's mask for it; null where a network has none (the paper's), or finds it in its input
     */
    record Inputs(INDArray array, @Nullable INDArray mask) implements AutoCloseable {

        INDArray[] arrays() {
            return new INDArray[] {array};
        }

        INDArray @Nullable [] masks() {
            return mask == null ? null : new INDArray[] {mask};
        }

        @Override
        public void close() {
            array.close();
            if (mask != null) {
                mask.close();
            }
        }
    }

    /**
     * The network's inputs for a batch.
     *
     * @throws IllegalArgumentException when a matrix has fewer coefficients than the network reads
     */
    Inputs encode(List<FeatureMatrix> batch) {
        return encode(batch, NOTHING);
    }

    /** The same with something covered of each matrix. */
    Inputs encode(List<FeatureMatrix> batch, Cover cover) {
        for (FeatureMatrix matrix : batch) {
            if (matrix.coefficients() < columns.coefficients()) {
                throw new IllegalArgumentException("The network reads " + columns.coefficients()
                        + " coefficients, the features have " + matrix.coefficients());
            }
        }
        int width = shape.values();
        return switch (shape.network().input) {
            case STATISTICS -> new Inputs(array(rows(batch, 3 * width, cover), batch.size(), 3, width), null);
            case FRAMES -> {
                Frames frames = new Frames(shape.frames(), width);
                float[] rows = rows(batch, frames.row(), cover);
                for (int n = 0; n < batch.size(); n++) {
                    rows[(n + 1) * frames.row() - 1] =
                            Math.min(shape.frames(), batch.get(n).frames());
                }
                yield new Inputs(array(rows, batch.size(), frames.row()), null);
            }
            case SEQUENCE ->
                new Inputs(
                        array(rows(batch, shape.frames() * width, cover), batch.size(), shape.frames(), width)
                                .permute(0, 2, 1)
                                .dup('f'),
                        shape.network().fromPaper() ? null : mask(batch));
        };
    }

    private static INDArray array(float[] values, long... dimensions) {
        return OffHeap.array(values, dimensions);
    }

    /** One row for each matrix; zeros (which is the mean) behind the sound. */
    private float[] rows(List<FeatureMatrix> batch, int row, Cover cover) {
        float[] values = new float[batch.size() * row];
        for (int n = 0; n < batch.size(); n++) {
            float[] seen = columns.of(batch.get(n));
            standardisation.apply(seen, values, n * row);
            cover.apply(values, n * row, seen.length / columns.width(), columns.width());
        }
        return values;
    }

    /** [N, frames], 1 where there is sound. */
    private INDArray mask(List<FeatureMatrix> batch) {
        int frames = shape.frames();
        float[] mask = new float[batch.size() * frames];
        for (int n = 0; n < batch.size(); n++) {
            int valid = Math.min(frames, batch.get(n).frames());
            Arrays.fill(mask, n * frames, n * frames + valid, 1);
        }
        return array(mask, batch.size(), frames);
    }
}
