package io.affekt.trainer.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a {@link RecordTable} in one pass over the index. */
final class RecordTableWriter {

    private final AppendFile rows;
    private final AppendFile keys;
    private final Map<String, Integer> speakers = new LinkedHashMap<>();
    /** The rows of the window that is being passed: how many they are is known behind the last. */
    private final List<ByteBuffer> copies = new ArrayList<>();

    private String window = "";
    private int size;

    private RecordTableWriter(AppendFile rows, AppendFile keys) {
        this.rows = rows;
        this.keys = keys;
    }

    static RecordTable write(WindowIndex index, DatasetFolder folder) throws IOException {
        try (AppendFile rows = new AppendFile(folder.file("rows"), RecordTable.ROW_BYTES << 24);
                AppendFile keys = new AppendFile(folder.file("keys"))) {
            RecordTableWriter writer = new RecordTableWriter(rows, keys);
            index.forEach(writer::add);
            writer.endWindow();
            return new RecordTable(
                    rows.map(), keys.map(), writer.speakers.keySet().toArray(new String[0]), writer.size);
        }
    }

    private void add(String key, IndexedWindow record) {
        int slash = key.lastIndexOf('/');
        if (!window.equals(key.substring(0, slash))) {
            endWindow();
            window = key.substring(0, slash);
        }
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        copies.add(ByteBuffer.allocate(RecordTable.ROW_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(RecordTable.MATRIX, record.position())
                .putLong(RecordTable.KEY, keys.append(ByteBuffer.wrap(keyBytes)))
                .putInt(RecordTable.KEY_BYTES, keyBytes.length)
                .putInt(RecordTable.FRAMES, record.frames())
                .putInt(RecordTable.COEFFICIENTS, record.coefficients())
                .putInt(RecordTable.EMOTION, record.emotion().ordinal())
                .putInt(RecordTable.SPEAKER, speakers.computeIfAbsent(record.speaker(), speaker -> speakers.size()))
                .putInt(RecordTable.ORIGINAL, key.substring(slash + 1).equals(DatasetBuilder.ORIGINAL) ? 1 : 0));
    }

    private void endWindow() {
        for (ByteBuffer row : copies) {
            rows.append(row.putInt(RecordTable.FIRST_COPY, size).putInt(RecordTable.COPIES, copies.size()));
        }
        size = Math.addExact(size, copies.size());
        copies.clear();
    }
}
