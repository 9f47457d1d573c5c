package io.affekt.model;

import java.util.Map;

/**
 * How much feature matrices are changed in training, anew for each example. What a network learns to overlook so, it also
 * overlooks in voices that it has not heard.
 *
 * @param gainDb the largest change of level, dB, either way
 * @param timeMask the most frames that are covered, in one piece (SpecAugment, Park et al. 2019)
 * @param coefficientMask the most values of a frame (coefficients, pitches) that are covered, in one piece
 * @param masked the share of examples that frames are covered of; of as many, drawn apart, values of every frame are
 * @param timeShift the most frames that are left out at the start
 * @param frequencyWarp the largest change of frequencies, such as 0.06 for 0.94 to 1.06: voices of other sizes (vocal tract
 *     length perturbation, Jaitly and Hinton 2013)
 * @param mixup parameter of the beta distribution by which half of the examples are mixed with another one (Zhang et al.
 *     2018), labels and all; 0 mixes none
 */
public record FeatureChanges(
        double gainDb,
        int timeMask,
        int coefficientMask,
        double masked,
        int timeShift,
        double frequencyWarp,
        double mixup) {

    /** Matrices as they are. */
    public static final FeatureChanges NONE = new FeatureChanges(0, 0, 0, 0, 0, 0, 0);

    /** What did best on inner validation speakers; time shifts and mixing did not help there. */
    public static final FeatureChanges DEFAULT = new FeatureChanges(6, 20, 10, 0.5, 0, 0.06, 0);

    public FeatureChanges {
        if (!(gainDb >= 0) || timeMask < 0 || coefficientMask < 0 || timeShift < 0 || !(mixup >= 0)) {
            throw new IllegalArgumentException("Changes of features cannot be negative");
        }
        if (!(masked >= 0 && masked <= 1)) {
            throw new IllegalArgumentException("The share of masked examples is from 0 to 1, not " + masked);
        }
        if (frequencyWarp < 0) {
            throw new IllegalArgumentException("The most that frequencies change cannot be negative");
        }
        FrequencyWarp.requirePossible(frequencyWarp);
    }

    void addTo(Map<String, String> parameters) {
        parameters.put("gain_db", Double.toString(gainDb));
        parameters.put("time_mask", Integer.toString(timeMask));
        parameters.put("coefficient_mask", Integer.toString(coefficientMask));
        parameters.put("masked", Double.toString(masked));
        parameters.put("time_shift", Integer.toString(timeShift));
        parameters.put("frequency_warp", Double.toString(frequencyWarp));
        parameters.put("mixup", Double.toString(mixup));
    }
}
