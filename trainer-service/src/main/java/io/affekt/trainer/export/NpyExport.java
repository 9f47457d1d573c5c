package io.affekt.trainer.export;

import io.affekt.trainer.dataset.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The dataset as {@code numpy.load} reads it: a ZIP with {@code features.npy} (float32, records x frames x coefficients,
 * zeros behind the sound), {@code frames.npy} (int32, how many frames are sound) and {@code records.csv}.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
final class NpyExport {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private NpyExport() {}

    static void write(Dataset dataset, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        // The low bits of features are noise: packing them takes minutes and saves next to nothing.
        zip.setLevel(Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry("features.npy"));
        zip.write(header("<f4", "(%d, %d, %d)".formatted(dataset.size(), dataset.frames(), dataset.coefficients())));
        PaddedMatrices matrices = new PaddedMatrices(dataset);
        for (int record = 0; record < dataset.size(); record++) {
            zip.write(matrices.bytes(record));
        }
        zip.putNextEntry(new ZipEntry("frames.npy"));
        zip.write(header("<i4", "(%d,)".formatted(dataset.size())));
        ByteBuffer frames = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int record = 0; record < dataset.size(); record++) {
            zip.write(frames.putInt(0, dataset.record(record).frames()).array());
        }
        zip.putNextEntry(new ZipEntry("records.csv"));
        CsvExport.write(dataset, zip);
        zip.finish();
    }

    private static byte[] header(String type, String shape) {
        String description = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
        int length = MAGIC.length + Short.BYTES + description.length() + 1;
        int padding = (ALIGNMENT - length % ALIGNMENT) % ALIGNMENT;
        byte[] text = (description + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(MAGIC.length + Short.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) text.length)
                .put(text)
                .array();
    }
}
