package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.TrainingSet;
import io.affekt.schemas.Keys;

/** Windows of a dataset by their originals. Thread-safe, as long as the dataset is open. */
final class DatasetWindows implements TrainingSet {

    private final Dataset dataset;
    private final RecordTable table;
    private final int[] originals;
    private final boolean withCopies;

    /** @param originals the records of the windows that are not augmented */
    DatasetWindows(Dataset dataset, int[] originals, boolean withCopies) {
        this.dataset = dataset;
        this.table = dataset.table();
        this.originals = originals;
        this.withCopies = withCopies;
    }

    @Override
    public int windows() {
        return originals.length;
    }

    @Override
    public Emotion emotion(int window) {
        return table.emotion(originals[window]);
    }

    @Override
    public String speaker(int window) {
        return dataset.speaker(originals[window]);
    }

    @Override
    public String clip(int window) {
        return Keys.callIdOf(table.key(originals[window]));
    }

    @Override
    public int copies(int window) {
        int original = originals[window];
        if (!withCopies) {
            return 1;
        }
        int copies = 1;
        int first = table.firstCopy(original);
        for (int record = first; record < first + table.copies(original); record++) {
            copies += isCopy(record, original) ? 1 : 0;
        }
        return copies;
    }

    /** A relabelled window may have copies that still speak by another name: theirs must not be held out either. */
    private boolean isCopy(int record, int original) {
        return record != original && !dataset.isHeldOut(record);
    }

    @Override
    public FeatureMatrix features(int window, int copy) {
        int record = record(window, copy);
        int frames = table.frames(record);
        int coefficients = table.coefficients(record);
        float[] values = new float[frames * coefficients];
        dataset.matrix(record).asFloatBuffer().get(values);
        return new FeatureMatrix(values, frames, coefficients);
    }

    private int record(int window, int copy) {
        int original = originals[window];
        if (copy == 0) {
            return original;
        }
        int left = withCopies ? copy : 0;
        int first = table.firstCopy(original);
        for (int record = first; left > 0 && record < first + table.copies(original); record++) {
            if (isCopy(record, original) && --left == 0) {
                return record;
            }
        }
        throw new IndexOutOfBoundsException("Window " + window + " has no copy " + copy);
    }
}
