package io.affekt.model.network;

/**
 * Mean, deviation and maximum over the frames that hold sound, then dropout: from rows of {@link Frames} to rows of 3 x
 * channels values.
 */
public final class StatisticsPooling extends FrameVertex {

    private static final long serialVersionUID = 1L;
    private static final float VARIANCE_FLOOR = 1e-5f;

    private final Frames input;
    private final transient Dropout dropout;

    /**
     * @param input what comes in
     * @param probability the probability to drop a value
     * @param seed seed of dropout
     */
    public StatisticsPooling(Frames input, double probability, long seed) {
        super(3 * input.channels());
        this.input = input;
        dropout = new Dropout(probability, seed);
    }

    @Override
    float[] forward(float[] in, boolean training) {
        int channels = input.channels();
        int examples = input.examples(in);
        float[] out = new float[examples * outputs()];
        for (int n = 0; n < examples; n++) {
            for (int c = 0; c < channels; c++) {
                Statistics s = new Statistics(in, n, c);
                int at = n * outputs() + c;
                out[at] = s.mean;
                out[at + channels] = s.deviation;
                out[at + 2 * channels] = s.max;
            }
        }
        if (training) {
            dropout.drop(out);
        }
        return out;
    }

    @Override
    float[] backward(float[] in, float[] outer) {
        dropout.again(outer);
        int channels = input.channels();
        float[] gradient = new float[in.length];
        for (int n = 0; n < input.examples(in); n++) {
            for (int c = 0; c < channels; c++) {
                Statistics s = new Statistics(in, n, c);
                int at = n * outputs() + c;
                float byMean = outer[at] / s.valid;
                float byDeviation = outer[at + channels] / (s.valid * s.deviation);
                for (int f = 0; f < s.valid; f++) {
                    int i = n * input.row() + f * channels + c;
                    gradient[i] = byMean + byDeviation * (in[i] - s.mean);
                }
                gradient[s.maxAt] += outer[at + 2 * channels];
            }
        }
        return gradient;
    }

    private final class Statistics {
        final int valid;
        final float mean;
        final float deviation;
        final float max;
        final int maxAt;

        Statistics(float[] in, int example, int channel) {
            valid = input.valid(in, example);
            if (valid == 0) {
                throw new IllegalStateException("A window without a single frame of sound cannot be pooled");
            }
            int first = example * input.row() + channel;
            double sum = 0;
            double squares = 0;
            int largest = first;
            for (int f = 0; f < valid; f++) {
                int i = first + f * input.channels();
                sum += in[i];
                squares += (double) in[i] * in[i];
                if (in[i] > in[largest]) {
                    largest = i;
                }
            }
            mean = (float) (sum / valid);
            deviation = (float) Math.sqrt(Math.max(0, squares / valid - (double) mean * mean) + VARIANCE_FLOOR);
            max = in[largest];
            maxAt = largest;
        }
    }
}
