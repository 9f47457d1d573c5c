package io.affekt.audio.decode;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of AIFF (Apple, "Audio Interchange File Format", 1989) and AIFF-C (Apple, 1991): integers, float, µ-law and
 * A-law.
 *
 * <p>Sizes are believed only as an upper bound, as with {@link Wav}.
 */
final class Aiff {

    private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;
    private static final int COMMON_BYTES = 18;
    private static final int COMPRESSION_BYTES = 4;
    private static final int SOUND_HEADER_BYTES = 8;

    private final DataInputStream in;
    private final boolean compressed;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;
    private @Nullable SampleEncoding encoding;
    private int sampleRate;
    private int channels;
    private long frames;

    private Aiff(InputStream stream) throws IOException {
        in = new DataInputStream(stream);
        in.skipNBytes(8);
        compressed = switch (name()) {
            case "AIFF" -> false;
            case "AIFC" -> true;
            default -> throw new AudioException("not an AIFF file: its FORM is neither AIFF nor AIFC");
        };
    }

    /** Reads the header; the source goes on from there. */
    static PcmSource open(InputStream stream) throws IOException {
        try {
            return new Aiff(stream).source();
        } catch (EOFException e) {
            throw new AudioException("the file ends inside its header", e);
        }
    }

    private PcmSource source() throws IOException {
        while (true) {
            String name = name();
            long size = in.readInt() & 0xFFFFFFFFL;
            switch (name) {
                case "COMM" -> common(size);
                case "SSND" -> {
                    return sound(size);
                }
                default -> in.skipNBytes(size + (size & 1));
            }
        }
    }

    private void common(long size) throws IOException {
        int needed = COMMON_BYTES + (compressed ? COMPRESSION_BYTES : 0);
        if (size < needed) {
            throw new AudioException("its description of the format has an impossible size: " + size);
        }
        byte[] bytes = new byte[needed];
        in.readFully(bytes);
        in.skipNBytes(size - needed + (size & 1));
        ByteBuffer common = ByteBuffer.wrap(bytes);
        channels = common.getShort(0) & 0xFFFF;
        frames = common.getInt(2) & 0xFFFFFFFFL;
        int bits = common.getShort(6) & 0xFFFF;
        double rate = extended(common.getShort(8), common.getLong(10));
        String compression = compressed ? new String(bytes, COMMON_BYTES, 4, StandardCharsets.ISO_8859_1) : "NONE";
        if (compression.equals("sowt")) {
            order = ByteOrder.LITTLE_ENDIAN;
        }
        encoding = encoding(compression, bits);
        if (encoding == null) {
            throw new AudioException("its samples have " + bits + " bits; 1 to 32 are supported");
        }
        if (channels == 0) {
            throw new AudioException("it says that it has no channels");
        }
        if (!(rate >= 1 && rate <= Integer.MAX_VALUE)) {
            throw new AudioException("its sample rate is " + rate + " Hz");
        }
        sampleRate = (int) Math.round(rate);
    }

    private static @Nullable SampleEncoding encoding(String compression, int bits) throws AudioException {
        return switch (compression) {
            case "NONE", "twos", "sowt" -> bits <= 32 ? SampleEncoding.signed(bits) : null;
            case "in24" -> SampleEncoding.SIGNED_24;
            case "in32" -> SampleEncoding.SIGNED_32;
            case "fl32", "FL32" -> SampleEncoding.FLOAT_32;
            case "fl64", "FL64" -> SampleEncoding.FLOAT_64;
            case "ulaw", "ULAW" -> SampleEncoding.MU_LAW;
            case "alaw", "ALAW" -> SampleEncoding.A_LAW;
            case "ima4" -> throw AudioException.unsupported("AIFF-C with IMA ADPCM");
            case "GSM ", "agsm" -> throw AudioException.unsupported("AIFF-C with GSM 6.10");
            case "MAC3", "MAC6" -> throw AudioException.unsupported("AIFF-C with MACE");
            default -> throw AudioException.unsupported("AIFF-C with an unknown compression");
        };
    }

    private PcmSource sound(long size) throws IOException {
        if (encoding == null) {
            throw new AudioException("its sound comes before the description of its format");
        }
        long offset = in.readInt() & 0xFFFFFFFFL;
        in.readInt(); // the size of blocks that sound may be aligned to
        in.skipNBytes(offset);
        long inFrames = frames * channels * encoding.bytes();
        long inChunk = size - SOUND_HEADER_BYTES - offset;
        long promised = UncompressedSource.UNKNOWN_LENGTH;
        if (inFrames > 0) {
            promised = inFrames;
        }
        if (inChunk > 0 && size != UNKNOWN_SIZE) {
            promised = Math.min(promised, inChunk);
        }
        return new UncompressedSource(in, encoding, order, sampleRate, channels, promised);
    }

    /** An 80-bit extended number of IEEE 754: sign, 15 bits of exponent, 64 bits of mantissa with its leading one. */
    private static double extended(short signAndExponent, long mantissa) {
        double unsigned = (mantissa >>> 1) * 2.0 + (mantissa & 1);
        double magnitude = unsigned * Math.pow(2, (signAndExponent & 0x7FFF) - 16383 - 63);
        return signAndExponent < 0 ? -magnitude : magnitude;
    }

    private String name() throws IOException {
        byte[] name = new byte[4];
        in.readFully(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
