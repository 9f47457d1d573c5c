package io.affekt.audio.decode;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.kc7bfi.jflac.FLACDecoder;
import org.kc7bfi.jflac.FrameListener;
import org.kc7bfi.jflac.frame.Frame;
import org.kc7bfi.jflac.metadata.Metadata;

/** FLAC (RFC 9639) of up to 24 bits by jFLAC, frame by frame; a stream that breaks off is read as far as it goes. */
final class FlacSource extends BlockSource {

    private static final byte[] MARKER = {'f', 'L', 'a', 'C'};
    private static final int STREAM_INFO_BYTES = 34;
    /** Where STREAMINFO has 20 bits of rate, 3 of channels less one, 5 of sample bits less one, 36 of length in frames. */
    private static final int FORMAT_AT = 10;

    private static final long LENGTH_MASK = (1L << 36) - 1;
    /** jFLAC computes in 32 bits, which the side channel of a wider stream leaves. */
    private static final int MAX_BITS = 24;

    private final FLACDecoder decoder;
    private final int sampleRate;
    private final int channels;
    /** Frames that the header promises; 0 where it does not say. */
    private final long promised;

    private FloatBuffer block = FloatBuffer.allocate(0);
    private long framesRead;
    private boolean damaged;
    private @Nullable String truncation;

    FlacSource(InputStream stream) throws IOException {
        super(stream);
        try {
            ByteBuffer streamInfo = streamInfo(stream);
            long format = streamInfo.getLong(FORMAT_AT);
            sampleRate = (int) (format >>> 44);
            channels = (int) (format >>> 41 & 7) + 1;
            promised = format & LENGTH_MASK;
            int bits = (int) (format >>> 36 & 31) + 1;
            if (sampleRate == 0) {
                throw new AudioException("its FLAC header is damaged: its sample rate is 0 Hz");
            }
            if (bits > MAX_BITS) {
                throw AudioException.unsupported("FLAC with " + bits + " bits a sample");
            }
            // jFLAC refuses a stream that does not say its length, and goes on with stale bits after it.
            streamInfo.putLong(FORMAT_AT, format | LENGTH_MASK);
            decoder = new FLACDecoder(new EndingStream(new SequenceInputStream(head(streamInfo), stream)));
            decoder.readMetadata();
        } catch (EOFException e) {
            throw new AudioException("the file ends inside its header", e);
        } catch (RuntimeException e) {
            throw new AudioException("its FLAC header is damaged", e);
        }
        decoder.addFrameListener(new DamageListener());
    }

    /** Reads the stream's head up to its sound. Tags and pictures say how large they are, and jFLAC would believe them. */
    private static ByteBuffer streamInfo(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        in.skipNBytes(MARKER.length);
        byte[] streamInfo = null;
        boolean last = false;
        while (!last) {
            int header = in.readInt();
            last = header < 0;
            int length = header & 0xFFFFFF;
            if ((header >>> 24 & 0x7F) == 0 && length == STREAM_INFO_BYTES) {
                streamInfo = new byte[length];
                in.readFully(streamInfo);
            } else {
                in.skipNBytes(length);
            }
        }
        if (streamInfo == null) {
            throw new AudioException("its FLAC header is damaged");
        }
        return ByteBuffer.wrap(streamInfo);
    }

    private static InputStream head(ByteBuffer streamInfo) {
        ByteBuffer head = ByteBuffer.allocate(MARKER.length + Integer.BYTES + STREAM_INFO_BYTES);
        head.put(MARKER).putInt(0x80000000 | STREAM_INFO_BYTES).put(streamInfo.array());
        return new ByteArrayInputStream(head.array());
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
    @Nullable
    FloatBuffer nextBlock() {
        if (promised > 0 && framesRead >= promised) {
            return null;
        }
        try {
            Frame frame = decoder.readNextFrame();
            if (frame != null && frame.header.channels == channels) {
                return samples(frame);
            }
            damaged |= frame != null;
        } catch (IOException | RuntimeException e) {
            // jFLAC meets damaged bits with whatever exception they lead it to.
            damaged = true;
        }
        if (promised > 0) {
            truncation = "its header promises " + promised + " samples, it holds " + framesRead;
        } else if (damaged) {
            truncation = "its FLAC stream is damaged after " + framesRead + " samples";
        }
        return null;
    }

    private FloatBuffer samples(Frame frame) {
        int frames = frame.header.blockSize;
        if (promised > 0) {
            frames = (int) Math.min(frames, promised - framesRead);
        }
        if (block.capacity() < frames * channels) {
            block = FloatBuffer.allocate(frames * channels);
        }
        float scale = 1f / (1L << frame.header.bitsPerSample - 1);
        float[] interleaved = block.array();
        for (int c = 0; c < channels; c++) {
            int[] output = decoder.getChannelData()[c].getOutput();
            for (int i = 0; i < frames; i++) {
                interleaved[i * channels + c] = SampleEncoding.finite(output[i] * scale);
            }
        }
        framesRead += frames;
        return block.clear().limit(frames * channels);
    }

    @Override
    public @Nullable String truncation() {
        return truncation == null && damaged ? "its FLAC stream is damaged in places" : truncation;
    }

    /** Ends jFLAC, which asks for ever for a frame that damage has cut off at the end of the stream. */
    private static final class EndingStream extends FilterInputStream {

        private static final int MAX_READS_AT_END = 16;

        private int readsAtEnd;

        EndingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int count = super.read(to, from, length);
            if (count < 0 && ++readsAtEnd > MAX_READS_AT_END) {
                throw new IOException("the stream has ended");
            }
            return count;
        }
    }

    /** Learns of frames that jFLAC passes over or makes silent. */
    private final class DamageListener implements FrameListener {

        @Override
        public void processMetadata(Metadata metadata) {}

        @Override
        public void processFrame(Frame frame) {}

        @Override
        public void processError(String message) {
            damaged = true;
        }
    }
}
