package io.affekt.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a recording, counted; what is skipped is read. It remembers a failure of the medium, because decoders take
 * it for damage of the recording.
 */
final class CountedStream extends InputStream {

    private final InputStream in;
    private long bytesRead;
    private @Nullable IOException failure;

    CountedStream(InputStream in) {
        this.in = in;
    }

    long bytesRead() {
        return bytesRead;
    }

    /** Throws what reading failed with, if it did. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        try {
            int count = in.read(to, from, length);
            bytesRead += Math.max(0, count);
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
