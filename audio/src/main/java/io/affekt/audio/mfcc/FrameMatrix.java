package io.affekt.audio.mfcc;

/**
 * Values over time: {@code values[frame * width + i]}.
 *
 * @param values frames x width numbers, frame after frame
 * @param frames number of frames
 * @param width numbers in a frame: coefficients or mel bands
 */
public record FrameMatrix(double[] values, int frames, int width) {

    public FrameMatrix {
        if (values.length != frames * width) {
            throw new IllegalArgumentException(
                    values.length + " values are not " + frames + " frames of " + width + " values");
        }
    }

    public double at(int frame, int i) {
        return values[frame * width + i];
    }
}
