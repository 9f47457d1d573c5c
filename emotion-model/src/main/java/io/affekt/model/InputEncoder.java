package io.affekt.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Lays feature matrices out as a network's inputs, standardised. */
final class InputEncoder {

    private final ModelShape shape;
    private final Standardisation standardisation;

    InputEncoder(ModelShape shape, Standardisation standardisation) {
        if (standardisation.mean().length != width(shape) || standardisation.deviation().length != width(shape)) {
            throw new IllegalArgumentException("The standardisation does not fit the network's input");
        }
        this.shape = shape;
        this.standardisation = standardisation;
    }

    /** Values in an input column: what is standardised, each by itself. */
    static int width(ModelShape shape) {
        return shape.architecture().input == Architecture.Input.POOLED
                ? 3 * shape.coefficients()
                : shape.coefficients();
    }

    /** Mean, deviation and maximum over time of the first coefficients: three rows, one after the other. */
    static float[] pool(FeatureMatrix matrix, int coefficients) {
        float[] pooled = new float[3 * coefficients];
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
            pooled[c] = (float) mean;
            pooled[coefficients + c] = (float) Math.sqrt(Math.max(0, squares / matrix.frames() - mean * mean));
            pooled[2 * coefficients + c] = max;
        }
        return pooled;
    }

    /**
     * What a network takes.
     *
     * @param arrays its inputs
     * @param masks DL4J's masks for them; null where a network has none, or takes its mask as an input
     */
    record Inputs(INDArray[] arrays, INDArray @Nullable [] masks) implements AutoCloseable {

        @Override
        public void close() {
            for (INDArray array : arrays) {
                array.close();
            }
            if (masks != null) {
                for (INDArray mask : masks) {
                    mask.close();
                }
            }
        }
    }

    /**
     * The network's inputs for a batch. {@code gain[i]} is added to coefficient 0 of matrix i, which is what a change of
     * level does to MFCC.
     */
    Inputs encode(List<FeatureMatrix> batch, float[] gain) {
        for (FeatureMatrix matrix : batch) {
            if (matrix.coefficients() < shape.coefficients()) {
                throw new IllegalArgumentException("The network reads " + shape.coefficients()
                        + " coefficients, the features have " + matrix.coefficients());
            }
        }
        return switch (shape.architecture()) {
            case PAPER_CNN1D, PAPER_RNN -> pooled(batch);
            case CNN1D -> new Inputs(new INDArray[] {rows(batch, gain), mask(batch)}, null);
            case LSTM ->
                new Inputs(
                        new INDArray[] {
                            rows(batch, gain)
                                    .reshape(batch.size(), shape.frames(), shape.coefficients())
                                    .permute(0, 2, 1)
                                    .dup('f')
                        },
                        new INDArray[] {mask(batch)});
        };
    }

    private Inputs pooled(List<FeatureMatrix> batch) {
        int width = width(shape);
        float[] values = new float[batch.size() * width];
        for (int n = 0; n < batch.size(); n++) {
            float[] pooled = pool(batch.get(n), shape.coefficients());
            for (int i = 0; i < width; i++) {
                values[n * width + i] = standardisation.apply(i, pooled[i]);
            }
        }
        long[] dimensions = {batch.size(), 3, shape.coefficients()};
        return new Inputs(new INDArray[] {Nd4j.create(values, dimensions, 'c')}, null);
    }

    /** [N, frames x coefficients], frame after frame; zeros (which is the mean) behind the sound. */
    private INDArray rows(List<FeatureMatrix> batch, float[] gain) {
        int coefficients = shape.coefficients();
        int row = shape.frames() * coefficients;
        float[] values = new float[batch.size() * row];
        for (int n = 0; n < batch.size(); n++) {
            FeatureMatrix matrix = batch.get(n);
            for (int f = 0; f < Math.min(shape.frames(), matrix.frames()); f++) {
                int at = n * row + f * coefficients;
                values[at] = standardisation.apply(0, matrix.at(f, 0) + gain[n]);
                for (int c = 1; c < coefficients; c++) {
                    values[at + c] = standardisation.apply(c, matrix.at(f, c));
                }
            }
        }
        return Nd4j.create(values, new long[] {batch.size(), row}, 'c');
    }

    /** [N, frames behind the pools], 1 where there is sound. */
    private INDArray mask(List<FeatureMatrix> batch) {
        int frames = shape.pooledFrames();
        float[] mask = new float[batch.size() * frames];
        for (int n = 0; n < batch.size(); n++) {
            int valid = Math.min(shape.frames(), batch.get(n).frames());
            Arrays.fill(mask, n * frames, n * frames + shape.validPooledFrames(valid), 1);
        }
        return Nd4j.create(mask, new long[] {batch.size(), frames}, 'c');
    }
}
