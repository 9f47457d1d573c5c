package io.affekt.model;

import java.util.List;

/**
 * What came of a training.
 *
 * @param archive the model
 * @param curve how it went, epoch after epoch
 */
public record TrainedModel(ModelArchive archive, List<Epoch> curve) {

    /**
     * One epoch, the mean over the networks.
     *
     * @param loss mean training loss (cross-entropy against smoothed labels)
     * @param watchedLoss cross-entropy on windows that were watched and not learned; NaN where there are none
     * @param watchedAccuracy share of them that is right; NaN where there are none
     */
    public record Epoch(double loss, double watchedLoss, double watchedAccuracy) {}
}
