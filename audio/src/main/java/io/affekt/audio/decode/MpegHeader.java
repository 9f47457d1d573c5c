package io.affekt.audio.decode;

import org.jspecify.annotations.Nullable;

/**
 * The 32 bits before each frame of MPEG audio, Layers II and III (ISO/IEC 11172-3 and 13818-3, clause 2.4.2.3, and the
 * unofficial MPEG-2.5 with its low rates). Layer II at the low rates is not among them: JLayer cannot read it.
 *
 * @param low whether it is MPEG-2 or 2.5, with half the rates and, in Layer III, half the samples
 * @param layer 2 or 3
 * @param bitRate bits a second
 * @param sampleRate Hz
 */
record MpegHeader(boolean low, int layer, int bitRate, int sampleRate, boolean padded, int channels) {

    static final int BYTES = 4;

    /** The most bytes of a frame: Layer II of MPEG-1 at 384 kbit/s and 32 kHz. */
    static final int MAX_FRAME_BYTES = 144 * 384_000 / 32_000 + 1;

    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[] LAYER_2 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] LAYER_3 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] LOW = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    /** The header that these bits are; null if they are none, or of a free format. */
    static @Nullable MpegHeader parse(int bits) {
        int version = bits >>> 19 & 3;
        int layer = 4 - (bits >>> 17 & 3);
        boolean low = version != 3;
        int bitRate = bits >>> 12 & 15;
        int rate = bits >>> 10 & 3;
        boolean sync = bits >>> 21 == 0x7FF && version != 1;
        boolean known = layer == 3 || layer == 2 && !low;
        if (!sync || !known || bitRate == 0 || bitRate == 15 || rate == 3) {
            return null;
        }
        int[] bitRates = low ? LOW : layer == 2 ? LAYER_2 : LAYER_3;
        int slower = version == 3 ? 0 : version == 2 ? 1 : 2;
        return new MpegHeader(
                low,
                layer,
                bitRates[bitRate] * 1000,
                RATES[rate] >> slower,
                (bits >>> 9 & 1) != 0,
                (bits >>> 6 & 3) == 3 ? 1 : 2);
    }

    /** Bytes of the frame with its header. */
    int frameBytes() {
        return samples() / 8 * bitRate / sampleRate + (padded ? 1 : 0);
    }

    /** Samples of each channel in the frame. */
    int samples() {
        return low && layer == 3 ? 576 : 1152;
    }

    /** Whether the other can follow in the same stream. */
    boolean sameStream(MpegHeader other) {
        return low == other.low && layer == other.layer && sampleRate == other.sampleRate && channels == other.channels;
    }
}
