package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The records in key order, one row of a fixed width for each, in memory-mapped files: read by ordinal, by several threads
 * at once. The copies of a window are neighbours, since their keys differ behind the last slash alone.
 *
 * <p>On the heap is one string for each speaker, nothing for each record.
 */
final class RecordTable implements Closeable {

    /** Where the fields of a row are, bytes from its start. */
    static final int MATRIX = 0;

    static final int KEY = 8;
    static final int KEY_BYTES = 16;
    static final int FRAMES = 20;
    static final int COEFFICIENTS = 24;
    static final int EMOTION = 28;
    static final int SPEAKER = 32;
    static final int FIRST_COPY = 36;
    static final int COPIES = 40;
    static final int ORIGINAL = 44;
    static final int ROW_BYTES = 48;

    private final MappedFile rows;
    private final MappedFile keys;
    private final String[] speakers;
    private final int size;

    RecordTable(MappedFile rows, MappedFile keys, String[] speakers, int size) {
        this.rows = rows;
        this.keys = keys;
        this.speakers = speakers;
        this.size = size;
    }

    /** Number of records. */
    int size() {
        return size;
    }

    /** Everybody who speaks, by number. */
    String[] speakers() {
        return speakers;
    }

    private int field(int record, int offset) {
        return row(record).getInt(offset);
    }

    private ByteBuffer row(int record) {
        return rows.slice((long) record * ROW_BYTES, ROW_BYTES);
    }

    /** Where the matrix starts, bytes. */
    long matrix(int record) {
        return row(record).getLong(MATRIX);
    }

    int frames(int record) {
        return field(record, FRAMES);
    }

    int coefficients(int record) {
        return field(record, COEFFICIENTS);
    }

    Emotion emotion(int record) {
        return Emotion.ALL.get(field(record, EMOTION));
    }

    /** The number of the speaker. */
    int speaker(int record) {
        return field(record, SPEAKER);
    }

    /** The first record of the same window. */
    int firstCopy(int record) {
        return field(record, FIRST_COPY);
    }

    /** How many records there are of the same window, this one included. */
    int copies(int record) {
        return field(record, COPIES);
    }

    /** Whether nothing was changed about the audio. */
    boolean original(int record) {
        return field(record, ORIGINAL) != 0;
    }

    String key(int record) {
        ByteBuffer row = row(record);
        byte[] key = new byte[row.getInt(KEY_BYTES)];
        keys.slice(row.getLong(KEY), key.length).get(key);
        return new String(key, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (rows) {
            keys.close();
        }
    }
}
