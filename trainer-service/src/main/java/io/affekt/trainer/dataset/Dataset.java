package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;
import io.affekt.model.HeldOutSpeakers;
import io.affekt.model.TrainingSet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.BitSet;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The labelled windows of one feature specification as they stand in the topic: the newest record of each key, without
 * those that a tombstone withdrew. Speakers are split once for all: those held out are judged on, never trained on.
 *
 * <p>Matrices, keys and labels are in memory-mapped files. On the heap are the names of the speakers, and four bytes for
 * each window of a training set that is in use.
 *
 * <p>Several threads read at once; it is closed when they have ended, and its files are deleted then.
 */
public final class Dataset implements Closeable {

    private final String specification;
    private final DatasetFolder folder;
    private final MappedFile matrices;
    private final RecordTable table;
    private final Map<String, Long> endOffsets;
    private final Set<String> speakers;
    private final Set<String> heldOutSpeakers;
    private final BitSet heldOut = new BitSet();
    private final int frames;
    private final int coefficients;

    Dataset(
            String specification,
            DatasetFolder folder,
            MappedFile matrices,
            RecordTable table,
            Map<String, Long> endOffsets) {
        this.specification = specification;
        this.folder = folder;
        this.matrices = matrices;
        this.table = table;
        this.endOffsets = Collections.unmodifiableMap(new TreeMap<>(endOffsets));
        speakers = Collections.unmodifiableSet(new TreeSet<>(List.of(table.speakers())));
        heldOutSpeakers = Collections.unmodifiableSet(HeldOutSpeakers.of(speakers));
        IntStream.range(0, table.speakers().length)
                .filter(speaker -> heldOutSpeakers.contains(table.speakers()[speaker]))
                .forEach(heldOut::set);
        frames = IntStream.range(0, table.size()).map(table::frames).max().orElse(0);
        coefficients =
                IntStream.range(0, table.size()).map(table::coefficients).max().orElse(0);
    }

    /** The feature specification of the matrices. */
    public String specification() {
        return specification;
    }

    /** Where a file may be put that nobody needs any more when the dataset is closed. */
    public Path temporaryFile(String name) {
        return folder.file(name);
    }

    /** End offset of each partition that the dataset was read to, by partition number. */
    public Map<String, Long> endOffsets() {
        return endOffsets;
    }

    public Set<String> speakers() {
        return speakers;
    }

    /** The speakers that no model may hear. */
    public Set<String> heldOutSpeakers() {
        return heldOutSpeakers;
    }

    /** The windows to train on, with all their copies, in key order. */
    public TrainingSet training() {
        return new DatasetWindows(this, originals(false), true);
    }

    /** The original windows of the speakers that are held out, in key order. */
    public TrainingSet heldOut() {
        return new DatasetWindows(this, originals(true), false);
    }

    private int[] originals(boolean ofHeldOut) {
        return IntStream.range(0, table.size())
                .filter(record -> table.original(record) && isHeldOut(record) == ofHeldOut)
                .toArray();
    }

    boolean isHeldOut(int record) {
        return heldOut.get(table.speaker(record));
    }

    RecordTable table() {
        return table;
    }

    /** How many frames the longest matrix has. */
    public int frames() {
        return frames;
    }

    /** How many coefficients the widest matrix has. */
    public int coefficients() {
        return coefficients;
    }

    /** Number of records, augmented copies included. */
    public int size() {
        return table.size();
    }

    /**
     * What is known of a record.
     *
     * @param record from 0, in key order
     */
    public DatasetRecord record(int record) {
        return new DatasetRecord(
                table.key(record),
                table.emotion(record),
                speaker(record),
                isHeldOut(record),
                table.frames(record),
                table.coefficients(record));
    }

    /** The matrix of a record: float32, little-endian, frame after frame. Valid until the dataset is closed. */
    public ByteBuffer matrix(int record) {
        return matrices.slice(table.matrix(record), table.frames(record) * table.coefficients(record) * Float.BYTES);
    }

    String speaker(int record) {
        return table.speakers()[table.speaker(record)];
    }

    /** SHA-256 over the records in key order, in hex. Reads all of them. */
    public String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        for (int record = 0; record < size(); record++) {
            Emotion emotion = table.emotion(record);
            String head = String.join("\0", table.key(record), emotion.label(), speaker(record), "");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update(matrix(record));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        try (folder;
                matrices) {
            table.close();
        }
    }
}
