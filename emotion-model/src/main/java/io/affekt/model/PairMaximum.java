package io.affekt.model;

/** The larger of each two frames: [N x frames, channels] to [N x (frames / 2), channels]; an odd last frame is dropped. */
final class PairMaximum extends FrameVertex {

    private static final long serialVersionUID = 1L;

    private final int frames;
    private final int channels;

    PairMaximum(int frames, int channels) {
        super(1, channels);
        this.frames = frames;
        this.channels = channels;
    }

    @Override
    float[] forward(float[][] in) {
        float[] x = in[0];
        int examples = x.length / channels / frames;
        int half = frames / 2;
        float[] out = new float[examples * half * channels];
        for (int n = 0; n < examples; n++) {
            for (int f = 0; f < half; f++) {
                int first = (n * frames + 2 * f) * channels;
                int at = (n * half + f) * channels;
                for (int c = 0; c < channels; c++) {
                    out[at + c] = Math.max(x[first + c], x[first + channels + c]);
                }
            }
        }
        return out;
    }

    @Override
    float[] backward(float[][] in, float[] outer) {
        float[] x = in[0];
        float[] gradient = new float[x.length];
        int examples = x.length / channels / frames;
        int half = frames / 2;
        for (int n = 0; n < examples; n++) {
            for (int f = 0; f < half; f++) {
                int first = (n * frames + 2 * f) * channels;
                int at = (n * half + f) * channels;
                for (int c = 0; c < channels; c++) {
                    boolean second = x[first + channels + c] > x[first + c];
                    gradient[first + (second ? channels : 0) + c] = outer[at + c];
                }
            }
        }
        return gradient;
    }
}
