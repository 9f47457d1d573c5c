package io.affekt.model;

/**
 * MFCC of a window: {@code values[frame * coefficients + c]}.
 *
 * @param values frames x coefficients numbers, frame after frame
 * @param frames number of frames, at least 1
 * @param coefficients number of coefficients in a frame
 */
public record FeatureMatrix(float[] values, int frames, int coefficients) {

    public FeatureMatrix {
        if (frames < 1 || values.length != frames * coefficients) {
            throw new IllegalArgumentException(
                    values.length + " values are not " + frames + " frames of " + coefficients + " coefficients");
        }
    }

    float at(int frame, int coefficient) {
        return values[frame * coefficients + coefficient];
    }
}
