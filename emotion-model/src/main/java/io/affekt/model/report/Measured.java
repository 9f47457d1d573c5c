package io.affekt.model.report;

import io.affekt.model.evaluation.AudioCondition;
import io.affekt.model.evaluation.ConfusionMatrix;
import io.affekt.model.evaluation.GroupFigures;
import io.affekt.model.evaluation.Headline;
import io.affekt.model.evaluation.Judged;
import io.affekt.model.evaluation.ReliabilityDiagram;
import io.affekt.model.evaluation.RiskCoverage;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a report. What cannot be averaged over seeds (confusions, reliability, risk) is over all seeds together.
 */
record Measured(
        Headline headline,
        ConfusionMatrix confusion,
        List<GroupFigures> groups,
        List<GroupFigures> speakers,
        ReliabilityDiagram reliability,
        RiskCoverage risk) {

    /** Null where nothing was judged. */
    static @Nullable Measured of(ReportData data) {
        List<Judged> clean = AudioCondition.clean(data.runs()).stream()
                .flatMap(Collection::stream)
                .toList();
        if (clean.isEmpty()) {
            return null;
        }
        return new Measured(
                Headline.of(data.runs()),
                ConfusionMatrix.of(clean),
                GroupFigures.of(data.runs()),
                GroupFigures.ofSpeakers(data.runs()),
                ReliabilityDiagram.of(clean),
                RiskCoverage.of(clean));
    }

    /** Such as {@code , over 3 seeds together}, to follow what is counted; empty for one seed. */
    String overSeeds() {
        return headline.seeds() == 1 ? "" : ", over " + headline.seeds() + " seeds together";
    }
}
