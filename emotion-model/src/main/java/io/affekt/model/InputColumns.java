package io.affekt.model;

import org.jspecify.annotations.Nullable;

/** What a network sees of a feature matrix, before it is standardised. Thread-safe. */
final class InputColumns {

    private final ModelShape shape;
    private final InputView view;
    private final @Nullable PitchSalience pitches;

    /** @param featureSpecification what the matrices are */
    InputColumns(ModelShape shape, InputView view, String featureSpecification) {
        if (view.values() != shape.values()) {
            throw new IllegalArgumentException(
                    "The network takes " + shape.values() + " values of a frame, its view has " + view.values());
        }
        if (view.pitches() > 0 && shape.network().input == Architecture.Input.STATISTICS) {
            throw new IllegalArgumentException("'" + shape.network().label() + "' reads no pitches");
        }
        this.shape = shape;
        this.view = view;
        pitches = view.pitches() == 0 ? null : new PitchSalience(MelAxis.of(featureSpecification), view.pitches());
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
        for (int f = 0; f < frames; f++) {
            System.arraycopy(matrix.values(), f * matrix.coefficients(), values, f * width, view.coefficients());
        }
        if (pitches != null) {
            pitches.apply(matrix.values(), matrix.coefficients(), values, width, view.coefficients());
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
