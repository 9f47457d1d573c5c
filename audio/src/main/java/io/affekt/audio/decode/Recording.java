package io.affekt.audio.decode;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A recording in a file or stream: recognised by its first bytes, decoded as it is read, its channels apart. Memory does
 * not grow with the recording. Not thread-safe.
 */
public final class Recording implements Closeable {

    /** Samples of all channels in a block. */
    private static final int BLOCK_SAMPLES = 16_384;

    private static final int ID3_HEADER_BYTES = 10;

    private final PcmSource source;
    private final CountedStream bytes;
    private final AudioLimits limits;
    private final float[] interleaved;
    private long framesRead;
    private @Nullable String truncation;

    private Recording(PcmSource source, CountedStream bytes, AudioLimits limits) {
        this.source = source;
        this.bytes = bytes;
        this.limits = limits;
        interleaved = new float[Math.max(1, BLOCK_SAMPLES / source.channels()) * source.channels()];
    }

    /**
     * Opens a recording.
     *
     * @throws AudioException when it is not a recording that can be read, or asks for more than the limits
     */
    public static Recording open(Path file, AudioLimits limits) throws IOException {
        if (Files.isDirectory(file)) {
            throw new AudioException("it is a folder");
        }
        InputStream stream = Files.newInputStream(file);
        try {
            return open(stream, limits);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    /** Opens a recording; the stream is closed with it. */
    public static Recording open(InputStream stream, AudioLimits limits) throws IOException {
        CountedStream bytes = new CountedStream(stream);
        try {
            BufferedInputStream buffered = new BufferedInputStream(bytes);
            boolean tagged = skipTags(buffered);
            byte[] head = head(buffered, Container.HEAD_BYTES);
            if (bytes.bytesRead() == 0) {
                throw new AudioException("the file is empty");
            }
            Container container = tagged ? Container.ofTagged(head) : Container.of(head);
            PcmSource source = container.open(buffered);
            limits.check(source);
            return new Recording(source, bytes, limits);
        } catch (IOException e) {
            bytes.throwFailure();
            throw e;
        }
    }

    /** ID3v2 tags stand before MP3, and before other formats where somebody put them; their size is not believed. */
    private static boolean skipTags(BufferedInputStream stream) throws IOException {
        boolean tagged = false;
        while (true) {
            byte[] head = head(stream, ID3_HEADER_BYTES);
            if (head.length < ID3_HEADER_BYTES || head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
                return tagged;
            }
            // Four times 7 bits, which do not count header and footer.
            int size = (head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7 | head[9] & 0x7F;
            int footer = (head[5] & 0x10) != 0 ? ID3_HEADER_BYTES : 0;
            try {
                stream.skipNBytes((long) ID3_HEADER_BYTES + size + footer);
            } catch (EOFException e) {
                throw new AudioException("the file ends inside its ID3 tag", e);
            }
            tagged = true;
        }
    }

    private static byte[] head(BufferedInputStream stream, int count) throws IOException {
        stream.mark(count);
        byte[] head = stream.readNBytes(count);
        stream.reset();
        return head;
    }

    /** Sample rate, Hz. */
    public int sampleRate() {
        return source.sampleRate();
    }

    public int channels() {
        return source.channels();
    }

    /** Sound frames read so far. */
    public long framesRead() {
        return framesRead;
    }

    /** Why the sound ended before the file said it would; null if it did not. Known once {@link #read} gave null. */
    public @Nullable String truncation() {
        return truncation == null ? source.truncation() : truncation;
    }

    /** The next samples, {@code [channel][sample]}; null at the end. */
    public float @Nullable [][] read() throws IOException {
        truncation = limits.reached(framesRead, source, bytes.bytesRead());
        if (truncation != null) {
            return null;
        }
        int frames = source.read(interleaved);
        bytes.throwFailure();
        if (frames < 0) {
            return null;
        }
        framesRead += frames;
        int channels = source.channels();
        float[][] samples = new float[channels][];
        for (int c = 0; c < channels; c++) {
            samples[c] = channel(c, channels, frames);
        }
        return samples;
    }

    private float[] channel(int channel, int channels, int frames) {
        if (channels == 1) {
            return Arrays.copyOf(interleaved, frames);
        }
        float[] samples = new float[frames];
        for (int i = 0, at = channel; i < frames; i++, at += channels) {
            samples[i] = interleaved[at];
        }
        return samples;
    }

    /** All that is left of the first channel. */
    public float[] readFirstChannel() throws IOException {
        float[] all = new float[BLOCK_SAMPLES];
        int length = 0;
        float[][] samples;
        while ((samples = read()) != null) {
            if (length + samples[0].length > all.length) {
                all = Arrays.copyOf(all, all.length * 2);
            }
            System.arraycopy(samples[0], 0, all, length, samples[0].length);
            length += samples[0].length;
        }
        return Arrays.copyOf(all, length);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
