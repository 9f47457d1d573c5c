package io.affekt.cli.evaluate;

import io.affekt.model.FeatureMatrix;
import java.util.List;

/**
 * A window of a clip.
 *
 * @param copies the original matrix, then its augmented copies
 * @param speechSeconds how much speech it holds
 */
record ClipWindow(List<FeatureMatrix> copies, double speechSeconds) {

    FeatureMatrix original() {
        return copies.get(0);
    }
}
