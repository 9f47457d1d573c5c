package io.affekt.audio.decode;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kc7bfi.jflac.ChannelData;
import org.kc7bfi.jflac.FLACDecoder;
import org.kc7bfi.jflac.frame.Frame;
import org.kc7bfi.jflac.metadata.StreamInfo;

/** FLAC, frame by frame; a stream that breaks off is read as far as it goes. */
final class FlacSource implements PcmSource {

    private static final byte[] MARKER = {'f', 'L', 'a', 'C'};
    private static final int STREAM_INFO_BYTES = 34;

    private final InputStream stream;
    private final FLACDecoder decoder;
    private final int sampleRate;
    private final int channels;
    private final float scale;
    private final long promised;

    private @Nullable Frame frame;
    private int positionInFrame;
    private long framesRead;
    private boolean ended;
    private @Nullable String truncation;

    FlacSource(InputStream stream) throws IOException {
        this.stream = stream;
        StreamInfo info;
        try {
            decoder = new FLACDecoder(new SequenceInputStream(streamInfo(stream), stream));
            decoder.readMetadata();
            info = decoder.getStreamInfo();
        } catch (EOFException e) {
            throw new AudioException("the file ends inside its header", e);
        } catch (RuntimeException e) {
            throw new AudioException("its FLAC header is damaged", e);
        }
        if (info == null || info.getSampleRate() <= 0 || info.getChannels() <= 0 || info.getBitsPerSample() <= 0) {
            throw new AudioException("its FLAC header is damaged");
        }
        sampleRate = info.getSampleRate();
        channels = info.getChannels();
        scale = 1f / (1L << info.getBitsPerSample() - 1);
        promised = info.getTotalSamples();
    }

    /**
     * Reads the stream's head and gives back only what the decoder needs of it. Tags and pictures say how large they are,
     * and jFLAC would believe them.
     */
    private static InputStream streamInfo(InputStream stream) throws IOException {
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
        ByteBuffer head = ByteBuffer.allocate(MARKER.length + Integer.BYTES + STREAM_INFO_BYTES);
        head.put(MARKER).putInt(0x80000000 | STREAM_INFO_BYTES).put(streamInfo);
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
    public int read(float[] interleaved) throws IOException {
        int wanted = interleaved.length / channels;
        int frames = 0;
        while (frames < wanted) {
            if (frame == null || positionInFrame == frame.header.blockSize) {
                if (!nextFrame()) {
                    break;
                }
            }
            frames += copy(interleaved, frames, wanted - frames);
        }
        return frames == 0 ? -1 : frames;
    }

    private int copy(float[] interleaved, int at, int most) {
        Frame current = Objects.requireNonNull(frame);
        int count = Math.min(most, current.header.blockSize - positionInFrame);
        ChannelData[] data = decoder.getChannelData();
        for (int c = 0; c < channels; c++) {
            int[] output = data[c].getOutput();
            for (int i = 0; i < count; i++) {
                interleaved[(at + i) * channels + c] = output[positionInFrame + i] * scale;
            }
        }
        positionInFrame += count;
        framesRead += count;
        return count;
    }

    private boolean nextFrame() {
        if (ended) {
            return false;
        }
        positionInFrame = 0;
        try {
            frame = decoder.readNextFrame();
            if (frame != null && frame.header.channels != channels) {
                throw new AudioException("the number of channels changes");
            }
        } catch (IOException | RuntimeException e) {
            // jFLAC meets damaged bits with whatever exception they lead it to.
            frame = null;
            truncation = "its FLAC stream is damaged after " + framesRead + " samples";
        }
        ended = frame == null;
        if (ended && truncation == null && promised > 0 && framesRead < promised) {
            truncation = "its header promises " + promised + " samples, it holds " + framesRead;
        }
        return !ended;
    }

    @Override
    public @Nullable String truncation() {
        return truncation;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
