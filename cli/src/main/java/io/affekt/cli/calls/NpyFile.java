package io.affekt.cli.calls;

import io.affekt.audio.mfcc.FrameMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NumPy's file format, version 1.0.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
final class NpyFile {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyFile() {}

    /** Writes float64, coefficients x frames, as librosa lays it out. */
    static void write(Path file, FrameMatrix matrix) throws IOException {
        String description = "{'descr': '<f8', 'fortran_order': False, 'shape': (%d, %d), }"
                .formatted(matrix.width(), matrix.frames());
        int length = MAGIC.length + Short.BYTES + description.length() + 1;
        int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        byte[] header = (description + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(
                        MAGIC.length + Short.BYTES + header.length + matrix.values().length * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) header.length)
                .put(header);
        for (int c = 0; c < matrix.width(); c++) {
            for (int f = 0; f < matrix.frames(); f++) {
                bytes.putDouble(matrix.at(f, c));
            }
        }
        Files.write(file, bytes.array());
    }
}
