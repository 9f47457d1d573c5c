package io.affekt.trainer.dataset;

import io.affekt.model.FeatureMatrix;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Feature matrices one after the other in a temporary file, so that the heap does not grow with the dataset. */
final class MatrixFile implements Closeable {

    private final FileChannel channel;
    private long end;

    MatrixFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        channel = FileChannel.open(
                Files.createTempFile(folder, "dataset", ".f32"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** Writes a matrix; gives its position. */
    long append(ByteBuffer matrix) {
        long position = end;
        ByteBuffer from = matrix.duplicate();
        try {
            while (from.hasRemaining()) {
                end += channel.write(from, end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the dataset to disk", e);
        }
        return position;
    }

    ByteBuffer bytes(LabeledWindow window) {
        ByteBuffer bytes = ByteBuffer.allocate(window.frames() * window.coefficients() * Float.BYTES);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, window.position() + bytes.position()) < 0) {
                    throw new IllegalStateException("The dataset's file has become shorter");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the dataset from disk", e);
        }
        return bytes.flip();
    }

    FeatureMatrix read(LabeledWindow window) {
        float[] values = new float[window.frames() * window.coefficients()];
        bytes(window).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new FeatureMatrix(values, window.frames(), window.coefficients());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
