package io.affekt.audio.decode;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A recording in a file or stream: recognised by its first bytes, decoded as it is read, its channels apart. Memory does
 * not grow with the recording. Not thread-safe.
 */
public final class Recording implements Closeable {

    private static final int BLOCK_FRAMES = 8192;

    private final PcmSource source;
    private final AudioLimits limits;
    private final float[] interleaved;
    private long framesRead;
    private @Nullable String truncation;

    private Recording(PcmSource source, AudioLimits limits) {
        this.source = source;
        this.limits = limits;
        interleaved = new float[BLOCK_FRAMES * source.channels()];
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
        BufferedInputStream buffered = new BufferedInputStream(stream, 1 << 16);
        buffered.mark(4);
        byte[] magic = buffered.readNBytes(4);
        buffered.reset();
        if (magic.length == 0) {
            throw new AudioException("the file is empty");
        }
        PcmSource source =
                switch (new String(magic, StandardCharsets.ISO_8859_1)) {
                    case "RIFF" -> new WavSource(buffered);
                    case "fLaC" -> new FlacSource(buffered);
                    default -> throw new AudioException("not a recording that can be read; WAV and FLAC are");
                };
        limits.check(source);
        return new Recording(source, limits);
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
        if (framesRead >= (long) limits.maxSeconds() * sampleRate()) {
            truncation = "it is longer than " + limits.maxSeconds() + " seconds, the rest is left out";
            return null;
        }
        int frames = source.read(interleaved);
        if (frames < 0) {
            return null;
        }
        framesRead += frames;
        int channels = source.channels();
        float[][] samples = new float[channels][frames];
        for (int i = 0; i < frames; i++) {
            for (int c = 0; c < channels; c++) {
                samples[c][i] = interleaved[i * channels + c];
            }
        }
        return samples;
    }

    /** All that is left of the first channel. */
    public float[] readFirstChannel() throws IOException {
        float[] all = new float[BLOCK_FRAMES];
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
