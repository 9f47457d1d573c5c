package io.affekt.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Samples as they travel: signed 16 bit, little-endian. */
public final class Pcm16 {

    /** A power of two: to multiply by it is as exact as to divide, and faster. */
    private static final float SCALE = 1 / 32768f;

    private Pcm16() {}

    /** The nearest 16-bit sample; what is over full scale is clipped. */
    public static short fromFloat(float sample) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sample * 32768f)));
    }

    /** {@code count} samples from {@code from} on as bytes. */
    public static ByteBuffer encode(float[] samples, int from, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putShort(fromFloat(samples[from + i]));
        }
        return bytes.flip();
    }

    /** Bytes as samples in [-1, 1); the buffer's position stays. */
    public static float[] decode(ByteBuffer bytes) {
        float[] samples = new float[bytes.remaining() / Short.BYTES];
        decode(bytes, samples, 0);
        return samples;
    }

    /** Writes all the samples to {@code to}, from {@code at} on. */
    public static void decode(ByteBuffer bytes, float[] to, int at) {
        short[] shorts = new short[bytes.remaining() / Short.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(shorts);
        for (int i = 0; i < shorts.length; i++) {
            to[at + i] = shorts[i] * SCALE;
        }
    }
}
