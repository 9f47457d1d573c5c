package io.affekt.model.network;

import java.util.Arrays;

/**
 * Batch normalisation (Ioffe and Szegedy 2015), ReLU and the larger of each two frames, of products [examples x frames,
 * filters]. Frames without sound count for nothing and give 0. Keeps what the way back needs; not thread-safe.
 */
final class FrameNormalisation {

    private static final float EPSILON = 1e-5f;

    private final int frames;
    private final int filters;
    private final boolean pool;

    private final float[] mean;
    private final float[] variance;
    private final float[] scale;
    private final float[] shift;
    private int counted;

    FrameNormalisation(int frames, int filters, boolean pool) {
        this.frames = frames;
        this.filters = filters;
        this.pool = pool;
        mean = new float[filters];
        variance = new float[filters];
        scale = new float[filters];
        shift = new float[filters];
    }

    float[] mean() {
        return mean;
    }

    float[] variance() {
        return variance;
    }

    /** Takes mean and variance of this batch. {@code valid[n]} frames of example n hold sound. */
    void measure(float[] z, int[] valid) {
        double[] sums = new double[filters];
        double[] squares = new double[filters];
        float[] sum = new float[filters];
        counted = 0;
        for (int n = 0; n < valid.length; n++) {
            Arrays.fill(sum, 0);
            for (int f = 0; f < valid[n]; f++) {
                int at = (n * frames + f) * filters;
                for (int c = 0; c < filters; c++) {
                    sum[c] += z[at + c];
                }
            }
            addTo(sums, sum);
            counted += valid[n];
        }
        for (int c = 0; c < filters; c++) {
            mean[c] = (float) (sums[c] / counted);
        }
        for (int n = 0; n < valid.length; n++) {
            Arrays.fill(sum, 0);
            for (int f = 0; f < valid[n]; f++) {
                int at = (n * frames + f) * filters;
                for (int c = 0; c < filters; c++) {
                    float centred = z[at + c] - mean[c];
                    sum[c] += centred * centred;
                }
            }
            addTo(squares, sum);
        }
        for (int c = 0; c < filters; c++) {
            variance[c] = (float) (squares[c] / counted);
        }
    }

    /** Takes mean and variance that were measured before. */
    void use(float[] knownMean, float[] knownVariance) {
        System.arraycopy(knownMean, 0, mean, 0, filters);
        System.arraycopy(knownVariance, 0, variance, 0, filters);
    }

    /** Normalised, rectified, pooled rows of {@code out}. */
    float[] forward(float[] z, int[] valid, float[] gamma, float[] beta, Frames out) {
        for (int c = 0; c < filters; c++) {
            scale[c] = gamma[c] / (float) Math.sqrt(variance[c] + EPSILON);
            shift[c] = beta[c] - mean[c] * scale[c];
        }
        float[] rows = new float[valid.length * out.row()];
        int stride = pool ? 2 : 1;
        for (int n = 0; n < valid.length; n++) {
            for (int f = 0; f < Math.min(valid[n], out.frames() * stride); f++) {
                int from = (n * frames + f) * filters;
                int to = n * out.row() + f / stride * filters;
                for (int c = 0; c < filters; c++) {
                    rows[to + c] = Math.max(rows[to + c], z[from + c] * scale[c] + shift[c]);
                }
            }
        }
        return rows;
    }

    /**
     * Gradients for the batch that was measured and went forward last.
     *
     * @param outer gradient by the rows that came out
     * @param byGamma takes the gradient by gamma
     * @param byBeta takes the gradient by beta
     * @return the gradient by {@code z}
     */
    float[] backward(float[] z, int[] valid, float[] outer, Frames out, float[] byGamma, float[] byBeta) {
        float[] gradient = new float[z.length];
        double[] sums = new double[filters];
        double[] products = new double[filters];
        float[] sum = new float[filters];
        float[] product = new float[filters];
        for (int n = 0; n < valid.length; n++) {
            Arrays.fill(sum, 0);
            Arrays.fill(product, 0);
            passBack(z, n, valid[n], outer, out, gradient);
            for (int f = 0; f < valid[n]; f++) {
                int at = (n * frames + f) * filters;
                for (int c = 0; c < filters; c++) {
                    sum[c] += gradient[at + c];
                    product[c] += gradient[at + c] * (z[at + c] - mean[c]);
                }
            }
            addTo(sums, sum);
            addTo(products, product);
        }
        float[] offset = new float[filters];
        float[] slope = new float[filters];
        for (int c = 0; c < filters; c++) {
            double deviation = Math.sqrt(variance[c] + EPSILON);
            byBeta[c] = (float) sums[c];
            byGamma[c] = (float) (products[c] / deviation);
            offset[c] = (float) (sums[c] / counted);
            slope[c] = (float) (products[c] / (deviation * deviation * counted));
        }
        for (int n = 0; n < valid.length; n++) {
            for (int f = 0; f < valid[n]; f++) {
                int at = (n * frames + f) * filters;
                for (int c = 0; c < filters; c++) {
                    gradient[at + c] = scale[c] * (gradient[at + c] - offset[c] - slope[c] * (z[at + c] - mean[c]));
                }
            }
        }
        return gradient;
    }

    /** From the pooled frames of an example back to the frames that were the larger, where they were above 0. */
    private void passBack(float[] z, int n, int valid, float[] outer, Frames out, float[] gradient) {
        int stride = pool ? 2 : 1;
        for (int f = 0; f < Math.min(valid, out.frames() * stride); f += stride) {
            int at = (n * frames + f) * filters;
            int next = pool && f + 1 < valid ? at + filters : at;
            int from = n * out.row() + f / stride * filters;
            for (int c = 0; c < filters; c++) {
                float first = z[at + c] * scale[c] + shift[c];
                float second = z[next + c] * scale[c] + shift[c];
                // Of two alike, the first. Branches here would be guessed wrong half of the time.
                int passed = Float.floatToRawIntBits(outer[from + c]) & above(Math.max(first, second));
                int later = above(second - first);
                gradient[next + c] = Float.intBitsToFloat(passed & later);
                gradient[at + c] = Float.intBitsToFloat(passed & ~later);
            }
        }
    }

    /** All bits where the value is above 0, else none. */
    private static int above(float value) {
        return -Float.floatToRawIntBits(value) >> 31;
    }

    private static void addTo(double[] totals, float[] part) {
        for (int c = 0; c < totals.length; c++) {
            totals[c] += part[c];
        }
    }
}
