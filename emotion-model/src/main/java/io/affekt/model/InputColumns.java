package io.affekt.model;

import org.jspecify.annotations.Nullable;

/** What a network sees of a feature matrix, before it is standardised. Thread-safe. */
final class InputColumns {

    private final ModelShape shape;
    private final InputView view;
    /** What makes the network's values of a frame's coefficients; null where it reads the first of them as they are. */
    private final @Nullable FrameMap map;

    /** @param featureSpecification what the matrices are */
    InputColumns(ModelShape shape, InputView view, String featureSpecification) {
        if (view.values() != shape.values()) {
            throw new IllegalArgumentException(
                    "The network takes " + shape.values() + " values of a frame, its view has " + view.values());
        }
        boolean asTheyAre = view.pitches() == 0 && view.warp() == 0;
        if (!asTheyAre && shape.network().input == Architecture.Input.STATISTICS) {
            throw new IllegalArgumentException(
                    "'" + shape.network().label() + "' reads no pitches, and frequencies as they are");
        }
        this.shape = shape;
        this.view = view;
        map = asTheyAre ? null : new FrameMap(matrix(view, MelAxis.of(featureSpecification)), view.reads());
    }

    /** {@code [coefficient read][value]}: the axis stretched, then the first coefficients and the pitches. */
    private static float[] matrix(InputView view, MelAxis axis) {
        int reads = view.reads();
        float[] warp = FrequencyWarp.matrix(axis, view.warp(), reads);
        float[] pitches = PitchSalience.matrix(axis, view.pitches());
        float[] matrix = new float[reads * view.values()];
        for (int k = 0; k < reads; k++) {
            int row = k * view.values();
            System.arraycopy(warp, k * reads, matrix, row, view.coefficients());
            for (int p = 0; p < view.pitches(); p++) {
                double sum = 0;
                for (int c = 0; c < PitchSalience.COEFFICIENTS; c++) {
                    sum += (double) warp[k * reads + c] * pitches[c * view.pitches() + p];
                }
                matrix[row + view.coefficients() + p] = (float) sum;
            }
        }
        return matrix;
    }

    ModelShape shape() {
        return shape;
    }

    /** How many coefficients a matrix must have. */
    int coefficients() {
        return view.reads();
    }

    /** Values in a column: what is standardised, each by itself. */
    int width() {
        return shape.network().input == Architecture.Input.STATISTICS ? 3 * shape.values() : shape.values();
    }

    /** Columns of {@link #width} values, one after the other. */
    float[] of(FeatureMatrix matrix) {
        return shape.network().input == Architecture.Input.STATISTICS ? statistics(matrix) : frames(matrix);
    }

    /** Mean, deviation and maximum over time of the first coefficients: three rows, one after the other. */
    private float[] statistics(FeatureMatrix matrix) {
        int coefficients = shape.values();
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

    private float[] frames(FeatureMatrix matrix) {
        int width = shape.values();
        int frames = Math.min(shape.frames(), matrix.frames());
        float[] values = new float[frames * width];
        if (map != null) {
            map.apply(matrix.values(), matrix.coefficients(), values, frames);
        }
        for (int f = 0; f < frames && map == null; f++) {
            System.arraycopy(matrix.values(), f * matrix.coefficients(), values, f * width, width);
        }
        if (view.withoutMean()) {
            subtractMean(values, width);
        }
        return values;
    }

    private static void subtractMean(float[] values, int width) {
        double[] sums = new double[width];
        for (int from = 0; from < values.length; from += width) {
            for (int i = 0; i < width; i++) {
                sums[i] += values[from + i];
            }
        }
        float[] mean = new float[width];
        for (int i = 0; i < width; i++) {
            mean[i] = (float) (sums[i] / (values.length / width));
        }
        for (int from = 0; from < values.length; from += width) {
            for (int i = 0; i < width; i++) {
                values[from + i] -= mean[i];
            }
        }
    }
}
