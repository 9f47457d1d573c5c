package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Takes the records of {@code labeled-features} in the order of the topic, and makes a {@link Dataset} of the newest of
 * each key. Matrices go to the end of a file, and what is known of them into an index on disk: the heap does not grow with
 * the records. The matrix of a record that another took the place of stays in the file, unread.
 *
 * <p>Used by one thread. Closing it before the dataset is built deletes the files.
 */
public final class DatasetBuilder implements Closeable {

    /** The augmentation of a window whose audio nobody changed. */
    static final String ORIGINAL = "none";

    private final String specification;
    private final DatasetFolder folder;
    private final AppendFile matrices;
    private final WindowIndex index;
    private boolean built;

    /**
     * @param specification the feature specification whose matrices are taken
     * @param parent where the dataset's folder is made
     */
    public DatasetBuilder(String specification, Path parent) throws IOException {
        this.specification = specification;
        folder = DatasetFolder.create(parent);
        matrices = new AppendFile(folder.file("matrices"));
        index = new WindowIndex(folder.file("index"));
    }

    /**
     * Takes a record. One that lacks the specification is passed over, but what was there under its key is no longer true.
     *
     * @throws IllegalArgumentException with a message fit for people when it is not as the contract says
     */
    public void put(String key, LabeledFeatures labeled) {
        MfccVector vector = labeled.getVector();
        String call = vector.getCallId();
        String augmentation = labeled.getAugmentation();
        if (!Keys.CALL_ID.matcher(call).matches() || augmentation.contains("/")) {
            throw new IllegalArgumentException(
                    "call '" + call + "' or augmentation '" + augmentation + "' is not a name that a key can hold");
        }
        if (!key.equals(Keys.labeledWindow(call, vector.getChannel(), vector.getWindowIndex(), augmentation))) {
            throw new IllegalArgumentException("its key '" + key + "' is not that of its window");
        }
        // Whatever is wrong with the newest record, the one before it is no longer true.
        index.remove(key);
        for (FeatureMatrix matrix : vector.getFeatures()) {
            if (matrix.getSpecification().equals(specification)) {
                Matrices.check(matrix);
                String speaker = labeled.getSpeaker();
                index.put(
                        key,
                        new IndexedWindow(
                                matrices.append(matrix.getMatrix()),
                                matrix.getFrames(),
                                matrix.getCoefficients(),
                                Emotion.named(labeled.getEmotion().name()),
                                speaker == null ? call : speaker));
                return;
            }
        }
    }

    /** Takes a tombstone. */
    public void remove(String key) {
        index.remove(key);
    }

    /**
     * Ends the taking.
     *
     * @param endOffsets end offset of each partition that the topic was read to, by partition number
     */
    public Dataset build(Map<String, Long> endOffsets) throws IOException {
        RecordTable table = RecordTableWriter.write(index, folder);
        Dataset dataset = new Dataset(specification, folder, matrices.map(), table, endOffsets);
        index.close();
        built = true;
        return dataset;
    }

    @Override
    public void close() throws IOException {
        if (!built) {
            built = true;
            try (folder;
                    matrices) {
                index.close();
            }
        }
    }
}
