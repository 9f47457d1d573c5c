package io.affekt.model;

/**
 * Mean and deviation of each input value over the training windows.
 *
 * @param mean one for each input value
 * @param deviation one for each input value, above 0
 */
record Standardisation(float[] mean, float[] deviation) {

    private static final double SMALLEST_DEVIATION = 1e-6;

    /** Standardises columns of input values into {@code to}, from {@code at} on. */
    void apply(float[] columns, float[] to, int at) {
        int width = mean.length;
        for (int from = 0; from < columns.length; from += width) {
            for (int i = 0; i < width; i++) {
                to[at + from + i] = (columns[from + i] - mean[i]) / deviation[i];
            }
        }
    }

    /** Fits over the original copies of all windows. */
    static Standardisation fit(TrainingSet set, InputColumns columns) {
        int width = columns.width();
        double[] sum = new double[width];
        double[] squares = new double[width];
        long count = 0;
        for (int w = 0; w < set.windows(); w++) {
            float[] values = columns.of(set.features(w, 0));
            for (int i = 0; i < values.length; i++) {
                sum[i % width] += values[i];
                squares[i % width] += (double) values[i] * values[i];
            }
            count += values.length / width;
        }
        float[] mean = new float[width];
        float[] deviation = new float[width];
        for (int i = 0; i < width; i++) {
            double m = sum[i] / Math.max(1, count);
            mean[i] = (float) m;
            double variance = squares[i] / Math.max(1, count) - m * m;
            deviation[i] = (float) Math.max(SMALLEST_DEVIATION, Math.sqrt(Math.max(0, variance)));
        }
        return new Standardisation(mean, deviation);
    }
}
