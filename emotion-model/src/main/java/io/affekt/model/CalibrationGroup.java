package io.affekt.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which speakers, or clips, a model is calibrated on. */
final class CalibrationGroup {

    private static final int ONE_IN = 5;
    private static final int FEWEST = 6;

    private CalibrationGroup() {}

    /**
     * About a fifth of the names, drawn by a hash of them. Empty where there are too few, and for the paper's networks, which
     * are not calibrated.
     */
    static Set<String> of(TrainingSet set, ModelTrainer.LeaveOut leaveOut, Architecture architecture) {
        Set<String> distinct = new TreeSet<>();
        for (int w = 0; w < set.windows(); w++) {
            distinct.add(leaveOut.of(set, w));
        }
        if (architecture.fromPaper() || distinct.size() < FEWEST) {
            return Set.of();
        }
        List<String> shuffled = NameOrder.shuffled(distinct, "calibration");
        return Set.copyOf(shuffled.subList(0, shuffled.size() / ONE_IN));
    }
}
