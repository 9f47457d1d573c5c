package io.affekt.cli.evaluate;

import io.affekt.model.evaluation.Judged;
import java.util.List;
import java.util.Locale;

/**
 * What is kept where every model says nothing below its own smallest confidence, by window as it is served.
 *
 * @param coverage the share of the test windows that are answered
 * @param precision the share of the answers that are right; NaN without answers
 */
record SureAnswers(double coverage, double precision) {

    static SureAnswers of(List<FoldResult> results) {
        int windows = 0;
        int sure = 0;
        int right = 0;
        for (FoldResult result : results) {
            for (Judged window : result.windows()) {
                windows++;
                if (window.confidence() >= result.calibration().minConfidence()) {
                    sure++;
                    right += window.right() ? 1 : 0;
                }
            }
        }
        return new SureAnswers((double) sure / windows, (double) right / sure);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.1f %% of the windows are at least as sure as their model's threshold, %.1f %% of those are right",
                100 * coverage,
                100 * precision);
    }
}
