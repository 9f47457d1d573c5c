package io.affekt.audio.decode;

import io.affekt.audio.G711;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.jspecify.annotations.Nullable;

/** How one sample is written where sound is not compressed in time; multi-byte ones in the order of the buffer. */
enum SampleEncoding {
    UNSIGNED_8(1) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            for (int i = 0; i < count; i++) {
                to[i] = ((from.get(i) & 0xFF) - 128) / 128f;
            }
        }
    },
    SIGNED_8(1) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            for (int i = 0; i < count; i++) {
                to[i] = from.get(i) / 128f;
            }
        }
    },
    SIGNED_16(2) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            // Most recordings are of this kind; a loop over the array is faster than one over the buffer.
            byte[] bytes = from.array();
            if (from.order() == ByteOrder.LITTLE_ENDIAN) {
                for (int i = 0; i < count; i++) {
                    to[i] = (short) LITTLE_SHORT.get(bytes, 2 * i) * (1 / 32768f);
                }
            } else {
                for (int i = 0; i < count; i++) {
                    to[i] = (short) BIG_SHORT.get(bytes, 2 * i) * (1 / 32768f);
                }
            }
        }
    },
    SIGNED_24(3) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            boolean little = from.order() == ByteOrder.LITTLE_ENDIAN;
            int high = little ? 2 : 0;
            int low = little ? 0 : 1;
            for (int i = 0, at = 0; i < count; i++, at += 3) {
                to[i] = (from.get(at + high) << 16 | from.getShort(at + low) & 0xFFFF) * (1 / 8388608f);
            }
        }
    },
    SIGNED_32(4) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            IntBuffer samples = from.asIntBuffer();
            for (int i = 0; i < count; i++) {
                to[i] = samples.get(i) * (1 / 2147483648f);
            }
        }
    },
    SIGNED_64(8) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            LongBuffer samples = from.asLongBuffer();
            for (int i = 0; i < count; i++) {
                to[i] = samples.get(i) * 0x1p-63f;
            }
        }
    },
    FLOAT_32(4) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            FloatBuffer samples = from.asFloatBuffer();
            for (int i = 0; i < count; i++) {
                to[i] = finite(samples.get(i));
            }
        }
    },
    FLOAT_64(8) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            DoubleBuffer samples = from.asDoubleBuffer();
            for (int i = 0; i < count; i++) {
                to[i] = finite((float) samples.get(i));
            }
        }
    },
    MU_LAW(1) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            for (int i = 0; i < count; i++) {
                to[i] = G711.decodeMuLaw(from.get(i)) / 32768f;
            }
        }
    },
    A_LAW(1) {
        @Override
        void decode(ByteBuffer from, float[] to, int count) {
            for (int i = 0; i < count; i++) {
                to[i] = G711.decodeALaw(from.get(i)) / 32768f;
            }
        }
    };

    private static final VarHandle LITTLE_SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private final int bytes;

    SampleEncoding(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one sample. */
    int bytes() {
        return bytes;
    }

    /** Decodes the first {@code count} samples of the array-backed buffer to [-1, 1], whatever its position. */
    abstract void decode(ByteBuffer from, float[] to, int count);

    /** The sample in [-1, 1]; what is not a number is silence. */
    static float finite(float sample) {
        return Float.isNaN(sample) ? 0 : Math.max(-1, Math.min(1, sample));
    }

    /** Signed integers of so many bits, left-justified in whole bytes; null if there are none such. */
    static @Nullable SampleEncoding signed(int bits) {
        return switch ((bits + 7) / 8) {
            case 1 -> SIGNED_8;
            case 2 -> SIGNED_16;
            case 3 -> SIGNED_24;
            case 4 -> SIGNED_32;
            case 8 -> bits == 64 ? SIGNED_64 : null;
            default -> null;
        };
    }
}
