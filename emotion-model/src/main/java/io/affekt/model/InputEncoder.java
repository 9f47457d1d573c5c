package io.affekt.model;

import io.affekt.model.network.Frames;
import io.affekt.model.network.OffHeap;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lays feature matrices out as a network's inputs, standardised. Thread-safe. */
final class InputEncoder {

    private final ModelShape shape;
    private final boolean withoutMean;
    private final Standardisation standardisation;

    /** @param withoutMean whether each coefficient's mean over the window is subtracted first */
    InputEncoder(ModelShape shape, boolean withoutMean, Standardisation standardisation) {
        if (standardisation.mean().length != width(shape) || standardisation.deviation().length != width(shape)) {
            throw new IllegalArgumentException("The standardisation does not fit the network's input");
        }
        this.shape = shape;
        this.withoutMean = withoutMean;
        this.standardisation = standardisation;
    }

    /** Values in an input column: what is standardised, each by itself. */
    static int width(ModelShape shape) {
        return shape.network().input == Architecture.Input.STATISTICS ? 3 * shape.coefficients() : shape.coefficients();
    }

    /** What a network sees of a matrix before it is standardised: columns of {@link #width} values. */
    static float[] columns(FeatureMatrix matrix, ModelShape shape, boolean withoutMean) {
        return shape.network().input == Architecture.Input.STATISTICS
                ? statistics(matrix, shape.coefficients())
                : frames(matrix, shape, withoutMean);
    }

    /** Mean, deviation and maximum over time of the first coefficients: three rows, one after the other. */
    private static float[] statistics(FeatureMatrix matrix, int coefficients) {
        float[] statistics = new float[3 * coefficients];
        for (int c = 0; c < coefficients; c++) {
            double sum = 0;
            double squares = 0;
            float max = Float.NEGATIVE_INFINITY;
            for (int f = 0; f < matrix.frames(); f++) {
                float value = matrix.at(f, c);
                sum += value;
                squares += (double) value * value;
                max = Math.max(max, value);
            }
            double mean = sum / matrix.frames();
            statistics[c] = (float) mean;
            statistics[coefficients + c] = (float) Math.sqrt(Math.max(0, squares / matrix.frames() - mean * mean));
            statistics[2 * coefficients + c] = max;
        }
        return statistics;
    }

    private static float[] frames(FeatureMatrix matrix, ModelShape shape, boolean withoutMean) {
        int coefficients = shape.coefficients();
        int frames = Math.min(shape.frames(), matrix.frames());
        float[] values = new float[frames * coefficients];
        for (int f = 0; f < frames; f++) {
            System.arraycopy(matrix.values(), f * matrix.coefficients(), values, f * coefficients, coefficients);
        }
        if (withoutMean) {
            subtractMean(values, coefficients);
        }
        return values;
    }

    private static void subtractMean(float[] values, int coefficients) {
        double[] sums = new double[coefficients];
        for (int from = 0; from < values.length; from += coefficients) {
            for (int c = 0; c < coefficients; c++) {
                sums[c] += values[from + c];
            }
        }
        float[] mean = new float[coefficients];
        for (int c = 0; c < coefficients; c++) {
            mean[c] = (float) (sums[c] / (values.length / coefficients));
        }
        for (int from = 0; from < values.length; from += coefficients) {
            for (int c = 0; c < coefficients; c++) {
                values[from + c] -= mean[c];
            }
        }
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
        for (FeatureMatrix matrix : batch) {
            if (matrix.coefficients() < shape.coefficients()) {
                throw new IllegalArgumentException("The network reads " + shape.coefficients()
                        + " coefficients, the features have " + matrix.coefficients());
            }
        }
        int coefficients = shape.coefficients();
        return switch (shape.network().input) {
            case STATISTICS -> new Inputs(array(rows(batch, 3 * coefficients), batch.size(), 3, coefficients), null);
            case FRAMES -> {
                Frames frames = new Frames(shape.frames(), coefficients);
                float[] rows = rows(batch, frames.row());
                for (int n = 0; n < batch.size(); n++) {
                    rows[(n + 1) * frames.row() - 1] =
                            Math.min(shape.frames(), batch.get(n).frames());
                }
                yield new Inputs(array(rows, batch.size(), frames.row()), null);
            }
            case SEQUENCE ->
                new Inputs(
                        array(rows(batch, shape.frames() * coefficients), batch.size(), shape.frames(), coefficients)
                                .permute(0, 2, 1)
                                .dup('f'),
                        shape.network().fromPaper() ? null : mask(batch));
        };
    }

    private static INDArray array(float[] values, long... dimensions) {
        return OffHeap.array(values, dimensions);
    }

    /** One row for each matrix; zeros (which is the mean) behind the sound. */
    private float[] rows(List<FeatureMatrix> batch, int row) {
        float[] values = new float[batch.size() * row];
        for (int n = 0; n < batch.size(); n++) {
            standardisation.apply(columns(batch.get(n), shape, withoutMean), values, n * row);
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
