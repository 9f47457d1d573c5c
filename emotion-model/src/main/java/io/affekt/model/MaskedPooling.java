package io.affekt.model;

/**
 * Statistics over the frames that hold sound. Inputs: activations [N x frames, channels] and the mask [N, frames] of ones
 * and zeros; output [N, 3 x channels]: mean, deviation and maximum of each channel.
 */
final class MaskedPooling extends FrameVertex {

    private static final long serialVersionUID = 1L;
    private static final float VARIANCE_FLOOR = 1e-5f;

    private final int frames;
    private final int channels;

    MaskedPooling(int frames, int channels) {
        super(2, 3 * channels);
        this.frames = frames;
        this.channels = channels;
    }

    @Override
    float[] forward(float[][] in) {
        int examples = in[1].length / frames;
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
        return out;
    }

    @Override
    float[] backward(float[][] in, float[] outer) {
        float[] x = in[0];
        float[] mask = in[1];
        int examples = mask.length / frames;
        float[] gradient = new float[x.length];
        for (int n = 0; n < examples; n++) {
            for (int c = 0; c < channels; c++) {
                Statistics s = new Statistics(in, n, c);
                int at = n * outputs() + c;
                float byMean = outer[at] / s.count;
                float byDeviation = outer[at + channels] / (s.count * s.deviation);
                for (int f = 0; f < frames; f++) {
                    if (mask[n * frames + f] != 0) {
                        int i = (n * frames + f) * channels + c;
                        gradient[i] = byMean + byDeviation * (x[i] - s.mean);
                    }
                }
                gradient[s.maxAt] += outer[at + 2 * channels];
            }
        }
        return gradient;
    }

    private final class Statistics {
        final int count;
        final float mean;
        final float deviation;
        final float max;
        final int maxAt;

        Statistics(float[][] in, int example, int channel) {
            float[] x = in[0];
            float[] mask = in[1];
            int held = 0;
            double sum = 0;
            double squares = 0;
            int largest = -1;
            for (int f = 0; f < frames; f++) {
                if (mask[example * frames + f] != 0) {
                    int i = (example * frames + f) * channels + channel;
                    held++;
                    sum += x[i];
                    squares += (double) x[i] * x[i];
                    if (largest < 0 || x[i] > x[largest]) {
                        largest = i;
                    }
                }
            }
            if (held == 0) {
                throw new IllegalStateException("A window without a single frame of sound cannot be pooled");
            }
            count = held;
            mean = (float) (sum / held);
            deviation = (float) Math.sqrt(Math.max(0, squares / held - (double) mean * mean) + VARIANCE_FLOOR);
            max = x[largest];
            maxAt = largest;
        }
    }
}
