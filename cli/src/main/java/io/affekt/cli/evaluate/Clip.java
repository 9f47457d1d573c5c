package io.affekt.cli.evaluate;

import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.FeatureMatrix;
import java.util.List;

/**
 * A recording as the networks see it.
 *
 * @param recording where it came from
 * @param windows its windows that hold speech; each the original matrix, then its augmented copies
 * @param telephone its windows that hold speech after it has gone through a telephone (8 kHz µ-law)
 */
record Clip(LabeledRecording recording, List<List<FeatureMatrix>> windows, List<FeatureMatrix> telephone) {

    List<FeatureMatrix> originals() {
        return windows.stream().map(copies -> copies.get(0)).toList();
    }
}
