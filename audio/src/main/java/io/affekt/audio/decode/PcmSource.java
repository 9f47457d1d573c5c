package io.affekt.audio.decode;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A recording that is decoded as it is read. Not thread-safe. */
public interface PcmSource extends Closeable {

    /** Sample rate, Hz. */
    int sampleRate();

    /** Number of channels. */
    int channels();

    /**
     * Reads the next frames.
     *
     * @param interleaved where they go, channel by channel, in [-1, 1]
     * @return how many frames were read, at most {@code interleaved.length / channels()}; -1 at the end
     * @throws AudioException when the recording cannot be decoded from the start
     */
    int read(float[] interleaved) throws IOException;

    /** Why the sound ended before the file said it would; null if it did not. Known once {@link #read} gave -1. */
    @Nullable
    String truncation();
}
