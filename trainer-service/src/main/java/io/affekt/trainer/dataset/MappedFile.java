package io.affekt.trainer.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;

/**
 * Reads a file through memory mapping: what is read often stays in the operating system's cache, nothing of it on the heap.
 * Several threads read at once; it is closed when they have ended.
 */
final class MappedFile implements Closeable {

    private final Path path;
    private final int segmentBytes;
    private volatile MappedByteBuffer[] segments;

    MappedFile(Path path, MappedByteBuffer[] segments, int segmentBytes) {
        this.path = path;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
    }

    /**
     * A piece of the file, little-endian.
     *
     * @param position where it starts, bytes, as {@link AppendFile#append} said
     * @param length bytes
     * @throws IllegalStateException when the file is closed
     */
    ByteBuffer slice(long position, int length) {
        MappedByteBuffer[] mapped = segments;
        if (mapped.length == 0) {
            throw new IllegalStateException("The dataset is closed");
        }
        return mapped[(int) (position / segmentBytes)]
                .slice((int) (position % segmentBytes), length)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Java 17 cannot end a mapping by itself, the garbage collector does. The file is emptied so that the disk has its room
     * back at once.
     */
    @Override
    public void close() throws IOException {
        if (segments.length == 0) {
            return;
        }
        segments = new MappedByteBuffer[0];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
        }
    }
}
