package io.affekt.audio;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kc7bfi.jflac.ChannelData;
import org.kc7bfi.jflac.FLACDecoder;
import org.kc7bfi.jflac.frame.Frame;
import org.kc7bfi.jflac.metadata.StreamInfo;

/** FLAC, frame by frame; a stream that breaks off is read as far as it goes. */
final class FlacSource implements PcmSource {

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
        decoder = new FLACDecoder(stream);
        StreamInfo info;
        try {
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
