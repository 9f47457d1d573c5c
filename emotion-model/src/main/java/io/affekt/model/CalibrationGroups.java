package io.affekt.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which speakers, or clips, each network of a model leaves out of its training. */
final class CalibrationGroups {

    /** Few: a corpus such as RAVDESS has many recordings of few voices, and every voice left out is missed. */
    private static final int ONE_IN = 16;

    private static final int FEWEST = 6;

    private CalibrationGroups() {}

    /**
     * A group for each network: disjoint, each a sixteenth of the names but at least one, drawn by a hash of the name. All
     * are empty where there are too few names, and for the paper's networks, which are trained on all and not calibrated.
     */
    static List<Set<String>> of(TrainingSet set, ModelTrainer.LeaveOut leaveOut, Architecture architecture) {
        Set<String> distinct = new TreeSet<>();
        for (int w = 0; w < set.windows(); w++) {
            distinct.add(leaveOut.of(set, w));
        }
        int networks = architecture.parts().size();
        if (architecture.fromPaper() || distinct.size() < FEWEST) {
            return Collections.nCopies(networks, Set.of());
        }
        List<String> shuffled = NameOrder.shuffled(distinct, "calibration");
        List<Set<String>> groups = new ArrayList<>();
        int size = Math.max(1, shuffled.size() / ONE_IN);
        for (int n = 0; n < networks; n++) {
            groups.add(Set.copyOf(shuffled.subList(n * size, (n + 1) * size)));
        }
        return groups;
    }
}
