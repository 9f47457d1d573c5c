package io.affekt.trainer.training;

import io.affekt.model.Evaluation;
import org.jspecify.annotations.Nullable;

/**
 * Whether the evidence is enough to put a version into production.
 *
 * @param granted whether it is
 * @param reason why, or why not, in a sentence
 */
public record Promotion(boolean granted, String reason) {

    /** The fewest held-out windows that count as evidence. */
    static final int MIN_WINDOWS = 200;

    /**
     * Compares a candidate with production on the same held-out windows.
     *
     * @param candidate null where nobody was held out
     * @param production null where nothing is in production
     */
    static Promotion decide(@Nullable Evaluation candidate, @Nullable Evaluation production) {
        if (candidate == null) {
            return new Promotion(false, "no speaker could be held out to judge it on");
        }
        if (candidate.samples() < MIN_WINDOWS) {
            return new Promotion(
                    false,
                    "%d held-out windows are too little evidence, %d are needed"
                            .formatted(candidate.samples(), MIN_WINDOWS));
        }
        if (production == null) {
            return new Promotion(true, "UAR %.4f, nothing was in production".formatted(candidate.uar()));
        }
        return candidate.uar() >= production.uar()
                ? new Promotion(
                        true,
                        "UAR %.4f against %.4f of production on %d held-out windows"
                                .formatted(candidate.uar(), production.uar(), candidate.samples()))
                : new Promotion(
                        false,
                        "UAR %.4f is less than %.4f of production on %d held-out windows"
                                .formatted(candidate.uar(), production.uar(), candidate.samples()));
    }
}
