package io.affekt.audio;

/** The companding laws of telephony, ITU-T G.711: 8 bits a sample. */
public final class G711 {

    private static final int MU_LAW_BIAS = 0x84;
    private static final int MU_LAW_CLIP = 32_635;

    private G711() {}

    public static short decodeMuLaw(byte code) {
        int bits = ~code & 0xFF;
        int magnitude = (((bits & 0x0F) << 3) + MU_LAW_BIAS << ((bits & 0x70) >> 4)) - MU_LAW_BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    public static byte encodeMuLaw(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(Math.abs((int) sample), MU_LAW_CLIP) + MU_LAW_BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = magnitude >> exponent + 3 & 0x0F;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }

    public static short decodeALaw(byte code) {
        int bits = code & 0xFF ^ 0x55;
        int exponent = (bits & 0x70) >> 4;
        int magnitude = (bits & 0x0F) << 4;
        magnitude = exponent == 0 ? magnitude + 8 : magnitude + 0x108 << exponent - 1;
        return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
