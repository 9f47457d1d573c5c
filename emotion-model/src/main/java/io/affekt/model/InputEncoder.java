package io.affekt.model;

import java.util.Arrays;
import java.util.List;
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
     * The network's inputs for a batch. {@code gain[i]} is added to coefficient 0 of matrix i, which is what a change of
     * level does to MFCC.
     */
    INDArray[] encode(List<FeatureMatrix> batch, float[] gain) {
        for (FeatureMatrix matrix : batch) {
            if (matrix.coefficients() < shape.coefficients()) {
                throw new IllegalArgumentException("The network reads " + shape.coefficients()
                        + " coefficients, the features have " + matrix.coefficients());
            }
        }
        return shape.architecture().input == Architecture.Input.POOLED ? pooled(batch) : frames(batch, gain);
    }

    private INDArray[] pooled(List<FeatureMatrix> batch) {
        int width = width(shape);
        float[] values = new float[batch.size() * width];
        for (int n = 0; n < batch.size(); n++) {
            float[] pooled = pool(batch.get(n), shape.coefficients());
            for (int i = 0; i < width; i++) {
                values[n * width + i] = standardisation.apply(i, pooled[i]);
            }
        }
        return new INDArray[] {Nd4j.create(values, new long[] {batch.size(), 3, shape.coefficients()}, 'c')};
    }

    private INDArray[] frames(List<FeatureMatrix> batch, float[] gain) {
        int coefficients = shape.coefficients();
        int frames = shape.frames();
        int pooledFrames = shape.pooledFrames();
        float[] values = new float[batch.size() * coefficients * frames];
        float[] mask = new float[batch.size() * pooledFrames];
        for (int n = 0; n < batch.size(); n++) {
            FeatureMatrix matrix = batch.get(n);
            int valid = Math.min(frames, matrix.frames());
            for (int c = 0; c < coefficients; c++) {
                int row = (n * coefficients + c) * frames;
                float shift = c == 0 ? gain[n] : 0;
                for (int f = 0; f < valid; f++) {
                    values[row + f] = standardisation.apply(c, matrix.at(f, c) + shift);
                }
            }
            Arrays.fill(mask, n * pooledFrames, n * pooledFrames + shape.validPooledFrames(valid), 1);
        }
        long[] dimensions = shape.architecture() == Architecture.CNN1D
                ? new long[] {batch.size(), coefficients, 1, frames}
                : new long[] {batch.size(), coefficients, frames};
        return new INDArray[] {
            Nd4j.create(values, dimensions, 'c'), Nd4j.create(mask, new long[] {batch.size(), pooledFrames}, 'c')
        };
    }
}
