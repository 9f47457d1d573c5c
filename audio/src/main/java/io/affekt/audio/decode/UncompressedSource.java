package io.affekt.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Sound that is not compressed in time: frame after frame in one {@link SampleEncoding}. How long it says it is, is
 * believed only as an upper bound.
 */
final class UncompressedSource implements PcmSource {

    /** The length where a header does not say it, bytes. */
    static final long UNKNOWN_LENGTH = Long.MAX_VALUE;

    private final InputStream in;
    private final SampleEncoding encoding;
    private final ByteOrder order;
    private final int sampleRate;
    private final int channels;
    /** Bytes of sound that the header promises. */
    private final long promised;

    private long bytesRead;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private @Nullable String truncation;

    /**
     * @param in stands at the first byte of sound
     * @param promised bytes of sound, or {@link #UNKNOWN_LENGTH}
     */
    UncompressedSource(
            InputStream in, SampleEncoding encoding, ByteOrder order, int sampleRate, int channels, long promised) {
        this.in = in;
        this.encoding = encoding;
        this.order = order;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.promised = promised;
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
        int frameBytes = channels * encoding.bytes();
        long left = truncation == null ? promised - bytesRead : 0;
        int wanted = (int) Math.min(interleaved.length / channels, left / frameBytes) * frameBytes;
        if (wanted == 0) {
            return -1;
        }
        if (buffer.capacity() < wanted) {
            buffer = ByteBuffer.allocate(wanted).order(order);
        }
        int got = in.readNBytes(buffer.array(), 0, wanted);
        bytesRead += got;
        if (got < wanted) {
            truncation = promised == UNKNOWN_LENGTH
                    ? "its header does not say how long it is; read to the end"
                    : "its header promises " + promised + " bytes of sound, it holds " + bytesRead;
        }
        int frames = got / frameBytes;
        encoding.decode(buffer, interleaved, frames * channels);
        return frames == 0 ? -1 : frames;
    }

    @Override
    public @Nullable String truncation() {
        return truncation;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
