package io.affekt.audio.decode;

import io.affekt.audio.G711;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * RIFF/WAVE: integer PCM of 8, 16, 24 and 32 bits, float of 32 and 64, µ-law and A-law, plain or extensible.
 *
 * <p>Sizes in the header are believed only as an upper bound: a recorder that died leaves 0, or more than there is; what
 * is there is read, and {@link #truncation()} says so.
 */
final class WavSource implements PcmSource {

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;
    private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;
    private static final int MAX_FORMAT_BYTES = 1024;

    private final DataInputStream in;
    private final int encoding;
    private final int bytesPerSample;
    private final int sampleRate;
    private final int channels;
    /** Bytes of sound still to come; {@link Long#MAX_VALUE} where the header does not say. */
    private long remaining;

    private long bytesRead;
    private byte[] buffer = new byte[0];
    private @Nullable String truncation;

    WavSource(InputStream stream) throws IOException {
        in = new DataInputStream(stream);
        try {
            byte[] head = in.readNBytes(12);
            if (head.length < 12) {
                throw cutHeader();
            }
            if (!tag(head, 8).equals("WAVE")) {
                throw new AudioException("not a WAV file: its RIFF form is not WAVE");
            }
            long riffSize = unsigned(head, 4);
            byte[] format = null;
            while (true) {
                byte[] chunk = in.readNBytes(8);
                if (chunk.length < 8) {
                    throw format == null ? cutHeader() : new AudioException("the file holds no sound");
                }
                String id = tag(chunk, 0);
                long size = unsigned(chunk, 4);
                if (id.equals("data")) {
                    if (format == null) {
                        throw new AudioException("its sound comes before the description of its format");
                    }
                    boolean sizeUnknown =
                            size == UNKNOWN_SIZE || size == 0 && (riffSize == 0 || riffSize == UNKNOWN_SIZE);
                    remaining = sizeUnknown ? Long.MAX_VALUE : size;
                    break;
                }
                if (id.equals("fmt ")) {
                    if (size < 16 || size > MAX_FORMAT_BYTES) {
                        throw new AudioException("its description of the format has an impossible size: " + size);
                    }
                    format = in.readNBytes((int) size);
                    if (format.length < size) {
                        throw cutHeader();
                    }
                    in.skipNBytes(size & 1);
                } else {
                    in.skipNBytes(size + (size & 1));
                }
            }
            ByteBuffer fmt = ByteBuffer.wrap(format).order(ByteOrder.LITTLE_ENDIAN);
            int tag = fmt.getShort(0) & 0xFFFF;
            channels = fmt.getShort(2) & 0xFFFF;
            long rate = fmt.getInt(4) & 0xFFFFFFFFL;
            int blockAlign = fmt.getShort(12) & 0xFFFF;
            int bits = fmt.getShort(14) & 0xFFFF;
            if (tag == EXTENSIBLE) {
                if (format.length < 26) {
                    throw new AudioException("its extensible format is cut short");
                }
                tag = fmt.getShort(24) & 0xFFFF;
            }
            if (channels == 0) {
                throw new AudioException("it says that it has no channels");
            }
            if (rate == 0 || rate > Integer.MAX_VALUE) {
                throw new AudioException("its sample rate is " + rate + " Hz");
            }
            sampleRate = (int) rate;
            encoding = tag;
            bytesPerSample = (bits + 7) / 8;
            boolean known =
                    switch (encoding) {
                        case PCM -> bits >= 8 && bits <= 32;
                        case FLOAT -> bits == 32 || bits == 64;
                        case A_LAW, MU_LAW -> bits == 8;
                        default -> false;
                    };
            if (!known) {
                throw new AudioException("WAV encoding " + encoding + " with " + bits + " bits is not supported;"
                        + " integer PCM of 8 to 32 bits, float, µ-law and A-law are");
            }
            if (blockAlign != channels * bytesPerSample) {
                throw new AudioException("its block size is " + blockAlign + " bytes, but " + channels + " channels of "
                        + bits + " bits need " + channels * bytesPerSample);
            }
        } catch (EOFException e) {
            throw cutHeader();
        }
    }

    private static AudioException cutHeader() {
        return new AudioException("the file ends inside its header");
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int read(float[] interleaved) throws IOException {
        int frameBytes = channels * bytesPerSample;
        int frames = (int) Math.min(interleaved.length / channels, remaining / frameBytes);
        if (frames == 0) {
            return -1;
        }
        if (buffer.length < frames * frameBytes) {
            buffer = new byte[frames * frameBytes];
        }
        int got = in.readNBytes(buffer, 0, frames * frameBytes);
        bytesRead += got;
        if (got < frames * frameBytes) {
            truncation = remaining == Long.MAX_VALUE
                    ? "its header does not say how long it is; read to the end"
                    : "its header promises " + (bytesRead - got + remaining) + " bytes of sound, it holds " + bytesRead;
            remaining = 0;
        } else if (remaining != Long.MAX_VALUE) {
            remaining -= got;
        }
        int whole = got / frameBytes;
        decode(interleaved, whole * channels);
        return whole == 0 ? -1 : whole;
    }

    private void decode(float[] out, int samples) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            int at = i * bytesPerSample;
            out[i] = switch (encoding) {
                case MU_LAW -> G711.decodeMuLaw(buffer[at]) / 32768f;
                case A_LAW -> G711.decodeALaw(buffer[at]) / 32768f;
                case FLOAT -> finite(bytesPerSample == 4 ? bytes.getFloat(at) : (float) bytes.getDouble(at));
                default ->
                    switch (bytesPerSample) {
                        case 1 -> ((buffer[at] & 0xFF) - 128) / 128f;
                        case 2 -> bytes.getShort(at) / 32768f;
                        case 3 -> ((buffer[at + 2] << 16) | (bytes.getShort(at) & 0xFFFF)) / 8388608f;
                        default -> bytes.getInt(at) / 2147483648f;
                    };
            };
        }
    }

    private static float finite(float sample) {
        return Float.isNaN(sample) ? 0 : Math.max(-1, Math.min(1, sample));
    }

    @Override
    public @Nullable String truncation() {
        return truncation;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static String tag(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    private static long unsigned(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at) & 0xFFFFFFFFL;
    }
}
