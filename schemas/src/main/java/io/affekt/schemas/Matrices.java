package io.affekt.schemas;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of {@link FeatureMatrix#getMatrix()}: float32, little-endian, frame after frame. */
public final class Matrices {

    private Matrices() {}

    public static ByteBuffer encode(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    /** The values; the buffer's position stays. */
    public static float[] decode(ByteBuffer bytes) {
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /**
     * Checks that a matrix is what it says, and holds numbers only.
     *
     * @throws IllegalArgumentException with a message fit for people
     */
    public static void check(FeatureMatrix matrix) {
        long expected = (long) matrix.getFrames() * matrix.getCoefficients() * Float.BYTES;
        if (matrix.getFrames() < 1
                || matrix.getCoefficients() < 1
                || matrix.getMatrix().remaining() != expected) {
            throw new IllegalArgumentException("The matrix of " + matrix.getSpecification() + " says "
                    + matrix.getFrames() + " frames of " + matrix.getCoefficients() + " coefficients, but has "
                    + matrix.getMatrix().remaining() + " bytes");
        }
        for (float value : decode(matrix.getMatrix())) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException(
                        "The matrix of " + matrix.getSpecification() + " holds a value that is no number");
            }
        }
    }
}
