package io.affekt.audio.mfcc;

/**
 * First and second differences over time by Savitzky-Golay filters of width 9; the first and last four frames repeat the
 * value beside them.
 *
 * @see <a href="https://github.com/librosa/librosa/blob/0.11.0/librosa/feature/utils.py">librosa.feature.delta</a>
 */
public final class Deltas {

    private static final int HALF = 4;
    private static final double[] FIRST = scaled(60, -4, -3, -2, -1, 0, 1, 2, 3, 4);
    private static final double[] SECOND = scaled(462, 28, 7, -8, -17, -20, -17, -8, 7, 28);

    private Deltas() {}

    /** The first difference of each coefficient; needs at least 9 frames, as librosa does. */
    public static FrameMatrix first(FrameMatrix matrix) {
        return filter(matrix, FIRST);
    }

    /** The second difference of each coefficient; needs at least 9 frames, as librosa does. */
    public static FrameMatrix second(FrameMatrix matrix) {
        return filter(matrix, SECOND);
    }

    private static FrameMatrix filter(FrameMatrix matrix, double[] taps) {
        int frames = matrix.frames();
        int width = matrix.width();
        if (frames < taps.length) {
            throw new IllegalArgumentException("Deltas need at least " + taps.length + " frames, here are " + frames);
        }
        double[] values = new double[frames * width];
        for (int f = 0; f < frames; f++) {
            int centre = Math.min(Math.max(f, HALF), frames - 1 - HALF);
            for (int i = 0; i < width; i++) {
                double sum = 0;
                for (int t = 0; t < taps.length; t++) {
                    sum += taps[t] * matrix.at(centre - HALF + t, i);
                }
                values[f * width + i] = sum;
            }
        }
        return new FrameMatrix(values, frames, width);
    }

    private static double[] scaled(double divisor, double... taps) {
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= divisor;
        }
        return taps;
    }
}
