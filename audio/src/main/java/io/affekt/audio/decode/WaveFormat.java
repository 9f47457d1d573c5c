package io.affekt.audio.decode;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The {@code fmt } chunk of WAV, as {@code mmreg.h} and "Multiple channel audio data and WAVE files" (Microsoft) have it.
 *
 * @param sampleRate Hz
 */
record WaveFormat(SampleEncoding encoding, int sampleRate, int channels) {

    /** Bytes of the shortest. */
    static final int MIN_BYTES = 16;

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final int EXTENSIBLE_TAG_AT = 24;

    /** @param chunk at least {@link #MIN_BYTES}, in its byte order */
    static WaveFormat parse(ByteBuffer chunk) throws AudioException {
        int tag = chunk.getShort(0) & 0xFFFF;
        int channels = chunk.getShort(2) & 0xFFFF;
        long rate = chunk.getInt(4) & 0xFFFFFFFFL;
        int blockAlign = chunk.getShort(12) & 0xFFFF;
        int bits = chunk.getShort(14) & 0xFFFF;
        if (tag == EXTENSIBLE) {
            if (chunk.capacity() < EXTENSIBLE_TAG_AT + 2) {
                throw new AudioException("its extensible format is cut short");
            }
            tag = chunk.getShort(EXTENSIBLE_TAG_AT) & 0xFFFF;
        }
        String foreign = name(tag);
        if (foreign != null) {
            throw AudioException.unsupported("WAV with " + foreign);
        }
        SampleEncoding encoding = encoding(tag, bits);
        if (encoding == null) {
            throw AudioException.unsupported("WAV encoding " + tag + " with " + bits + " bits");
        }
        if (channels == 0) {
            throw new AudioException("it says that it has no channels");
        }
        if (rate == 0 || rate > Integer.MAX_VALUE) {
            throw new AudioException("its sample rate is " + rate + " Hz");
        }
        if (blockAlign != channels * encoding.bytes()) {
            throw new AudioException("its block size is " + blockAlign + " bytes, but " + channels + " channels of "
                    + bits + " bits need " + channels * encoding.bytes());
        }
        return new WaveFormat(encoding, (int) rate, channels);
    }

    private static @Nullable SampleEncoding encoding(int tag, int bits) {
        return switch (tag) {
            case PCM -> bits == 8 ? SampleEncoding.UNSIGNED_8 : bits > 8 ? SampleEncoding.signed(bits) : null;
            case FLOAT -> bits == 32 ? SampleEncoding.FLOAT_32 : bits == 64 ? SampleEncoding.FLOAT_64 : null;
            case A_LAW -> bits == 8 ? SampleEncoding.A_LAW : null;
            case MU_LAW -> bits == 8 ? SampleEncoding.MU_LAW : null;
            default -> null;
        };
    }

    /** What recorders of calls write and is not read, by the name that people know. */
    private static @Nullable String name(int tag) {
        return switch (tag) {
            case 0x02 -> "Microsoft ADPCM";
            case 0x10 -> "OKI ADPCM";
            case 0x11 -> "IMA ADPCM";
            case 0x22 -> "TrueSpeech";
            case 0x31 -> "GSM 6.10";
            case 0x40, 0x45, 0x64 -> "G.726 ADPCM";
            case 0x42, 0x111 -> "G.723.1";
            case 0x50 -> "MPEG Layer II";
            case 0x55 -> "MP3";
            case 0x83, 0x133 -> "G.729";
            case 0xFF, 0x1610 -> "AAC";
            case 0x160, 0x161, 0x162 -> "Windows Media Audio";
            default -> null;
        };
    }
}
