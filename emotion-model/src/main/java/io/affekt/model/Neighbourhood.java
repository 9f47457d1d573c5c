package io.affekt.model;

/**
 * Puts beside each frame the frames around it, zeros beyond the ends: [N x frames, channels] to [N x frames, kernel x
 * channels]. A dense layer behind it is a convolution over time with "same" padding, and runs as one matrix product,
 * several times faster than DL4J's own convolution of such narrow inputs.
 */
final class Neighbourhood extends FrameVertex {

    private static final long serialVersionUID = 1L;

    private final int frames;
    private final int channels;
    private final int kernel;

    Neighbourhood(int frames, int channels, int kernel) {
        super(1, kernel * channels);
        this.frames = frames;
        this.channels = channels;
        this.kernel = kernel;
    }

    @Override
    float[] forward(float[][] in) {
        float[] x = in[0];
        int rows = x.length / channels;
        float[] out = new float[rows * kernel * channels];
        for (int row = 0; row < rows; row++) {
            int frame = row % frames;
            int from = Math.max(0, frame - kernel / 2);
            int to = Math.min(frames, frame - kernel / 2 + kernel);
            int at = (row * kernel + (from - (frame - kernel / 2))) * channels;
            System.arraycopy(x, (row - frame + from) * channels, out, at, (to - from) * channels);
        }
        return out;
    }

    @Override
    float[] backward(float[][] in, float[] outer) {
        float[] gradient = new float[in[0].length];
        int rows = gradient.length / channels;
        for (int row = 0; row < rows; row++) {
            int frame = row % frames;
            int from = Math.max(0, frame - kernel / 2);
            int to = Math.min(frames, frame - kernel / 2 + kernel);
            int at = (row * kernel + (from - (frame - kernel / 2))) * channels;
            int into = (row - frame + from) * channels;
            for (int i = 0; i < (to - from) * channels; i++) {
                gradient[into + i] += outer[at + i];
            }
        }
        return gradient;
    }
}
