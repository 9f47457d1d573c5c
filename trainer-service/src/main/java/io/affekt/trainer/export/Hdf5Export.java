package io.affekt.trainer.export;

import io.affekt.trainer.dataset.Dataset;
import io.affekt.trainer.dataset.DatasetRecord;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * The dataset as HDF5: {@code features} (float32, records x frames x coefficients, zeros behind the sound), and one array
 * for each of {@code frames}, {@code key}, {@code call}, {@code channel}, {@code window}, {@code augmentation},
 * {@code emotion}, {@code speaker} and {@code held_out}.
 *
 * <p>jHDF writes what is on the heap. It is therefore given one matrix of zeros, and one text for each column, again and
 * again: that lays the file out, and the values are then written over them. On the heap are some 200 bytes for each record,
 * since jHDF puts a column of texts together before it writes it.
 */
final class Hdf5Export {

    private record TextColumn(String name, Function<DatasetRecord, String> value) {}

    private record NumberColumn(String name, ToIntFunction<DatasetRecord> value) {}

    private static final String FEATURES = "features";
    private static final List<TextColumn> TEXTS = List.of(
            new TextColumn("key", DatasetRecord::key),
            new TextColumn("call", DatasetRecord::call),
            new TextColumn("augmentation", DatasetRecord::augmentation),
            new TextColumn("emotion", record -> record.emotion().label()),
            new TextColumn("speaker", DatasetRecord::speaker));
    private static final List<NumberColumn> NUMBERS = List.of(
            new NumberColumn("frames", DatasetRecord::frames),
            new NumberColumn("channel", DatasetRecord::channel),
            new NumberColumn("window", DatasetRecord::window),
            new NumberColumn("held_out", record -> record.heldOut() ? 1 : 0));

    private Hdf5Export() {}

    static void write(Dataset dataset, OutputStream out) throws IOException {
        Path file = dataset.temporaryFile("export.h5");
        try {
            layOut(dataset, file);
            fill(dataset, file);
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void layOut(Dataset dataset, Path file) {
        int records = dataset.size();
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            float[][][] features = new float[records][][];
            Arrays.fill(features, new float[dataset.frames()][dataset.coefficients()]);
            hdf.putDataset(FEATURES, features).putAttribute("specification", dataset.specification());
            for (NumberColumn column : NUMBERS) {
                int[] values = new int[records];
                Arrays.setAll(values, record -> column.value().applyAsInt(dataset.record(record)));
                hdf.putDataset(column.name(), values);
            }
            for (TextColumn column : TEXTS) {
                String[] values = new String[records];
                Arrays.fill(values, longest(dataset, column));
                hdf.putDataset(column.name(), values);
            }
        }
    }

    private static String longest(Dataset dataset, TextColumn column) {
        String longest = "";
        int most = -1;
        for (int record = 0; record < dataset.size(); record++) {
            String text = column.value().apply(dataset.record(record));
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > most) {
                longest = text;
                most = bytes;
            }
        }
        return longest;
    }

    private static void fill(Dataset dataset, Path file) throws IOException {
        try (HdfFile hdf = new HdfFile(file);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            PaddedMatrices matrices = new PaddedMatrices(dataset);
            overwrite(channel, hdf, FEATURES, dataset.size(), matrices::bytes);
            for (TextColumn column : TEXTS) {
                byte[] field = new byte
                        [hdf.getDatasetByPath(column.name()).getDataType().getSize()];
                overwrite(channel, hdf, column.name(), dataset.size(), record -> {
                    byte[] text = column.value().apply(dataset.record(record)).getBytes(StandardCharsets.UTF_8);
                    Arrays.fill(field, (byte) 0);
                    System.arraycopy(text, 0, field, 0, text.length);
                    return field;
                });
            }
        }
    }

    private static void overwrite(FileChannel channel, HdfFile hdf, String name, int records, IntFunction<byte[]> value)
            throws IOException {
        ContiguousDataset place = (ContiguousDataset) hdf.getDatasetByPath(name);
        channel.position(hdf.getUserBlockSize() + place.getDataAddress());
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        for (int record = 0; record < records; record++) {
            out.write(value.apply(record));
        }
        out.flush();
    }
}
