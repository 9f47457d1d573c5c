package io.affekt.trainer.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file that grows at its end and is then read through memory mapping. It is written by plain writes, so that a full disk
 * is an exception and not a fault in mapped memory. No piece lies across the border of two segments, since one mapping
 * reaches no further than 2 GiB.
 *
 * <p>Used by one thread.
 */
final class AppendFile implements Closeable {

    private static final int SEGMENT_BYTES = 1 << 30;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final int segmentBytes;
    /** Not a channel: that would be closed by the interrupt that cancels a training, before it is cleaned up. */
    private final RandomAccessFile file;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long end;

    AppendFile(Path path) throws IOException {
        this(path, SEGMENT_BYTES);
    }

    AppendFile(Path path, int segmentBytes) throws IOException {
        this.path = path;
        this.segmentBytes = segmentBytes;
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /**
     * Writes a piece; the buffer's position stays.
     *
     * @return where it starts, bytes
     * @throws UncheckedIOException when the disk does not take it
     */
    long append(ByteBuffer piece) {
        ByteBuffer from = piece.duplicate();
        if (from.remaining() > segmentBytes) {
            throw new IllegalArgumentException(
                    from.remaining() + " bytes are more than the " + segmentBytes + " of a segment");
        }
        try {
            long left = segmentBytes - end % segmentBytes;
            if (from.remaining() > left) {
                flush();
                end += left;
                file.seek(end);
            }
            long start = end;
            end += from.remaining();
            while (from.hasRemaining()) {
                int size = Math.min(from.remaining(), BUFFER_BYTES - buffered);
                from.get(buffer, buffered, size);
                buffered += size;
                if (buffered == BUFFER_BYTES) {
                    flush();
                }
            }
            return start;
        } catch (IOException e) {
            throw new UncheckedIOException("The dataset cannot be written to " + path + ": " + e.getMessage(), e);
        }
    }

    private void flush() throws IOException {
        file.write(buffer, 0, buffered);
        buffered = 0;
    }

    /** Ends the writing; what was written can be read. */
    MappedFile map() throws IOException {
        flush();
        int segments = Math.toIntExact((end + segmentBytes - 1) / segmentBytes);
        MappedByteBuffer[] mapped = new MappedByteBuffer[segments];
        for (int s = 0; s < segments; s++) {
            long start = (long) s * segmentBytes;
            mapped[s] =
                    file.getChannel().map(FileChannel.MapMode.READ_ONLY, start, Math.min(segmentBytes, end - start));
        }
        file.close();
        return new MappedFile(path, mapped, segmentBytes);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
