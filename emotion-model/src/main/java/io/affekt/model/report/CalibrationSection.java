package io.affekt.model.report;

import io.affekt.model.Calibration;
import io.affekt.model.evaluation.ReliabilityDiagram;
import io.affekt.model.evaluation.ReliabilityDiagram.Bin;
import io.affekt.model.evaluation.RiskCoverage;
import io.affekt.model.evaluation.RiskCoverage.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the model knows when it is right. */
final class CalibrationSection {

    private CalibrationSection() {}

    static Section of(Measured measured, @Nullable Calibration calibration) {
        double threshold = calibration == null ? 0 : calibration.minConfidence();
        Element reliability = Element.of("div")
                .add(Element.of("p", "Reliability").styled("name"))
                .add(ReliabilityChart.of(measured.reliability()))
                .add(Section.folded("Numbers of the reliability diagram", bins(measured.reliability())));
        Element risk = Element.of("div")
                .add(Element.of("p", "Risk and coverage").styled("name"))
                .add(RiskCoverageChart.of(measured.risk(), threshold))
                .add(Section.folded("Numbers of the risk–coverage curve", coverages(measured.risk())));
        return new Section(
                "calibration",
                "Does it know when it is right?",
                List.of(
                        Section.paragraph(lead(measured, calibration)),
                        Section.sideBySide(List.of(reliability, risk))));
    }

    private static String lead(Measured measured, @Nullable Calibration calibration) {
        String lead =
                "Reliability: of the samples that it is 70 % sure of, 70 % should be right; a dot under the diagonal is"
                        + " too sure of itself, and a large one stands for many samples. Risk and coverage: what is gained by saying"
                        + " nothing where it is least sure; the area under that curve is "
                        + Numbers.decimal(measured.risk().area(), 3) + " (smaller is better).";
        if (calibration == null) {
            return lead;
        }
        return lead + " The model's temperature is " + Numbers.decimal(calibration.temperature(), 2)
                + (calibration.minConfidence() > 0
                        ? "; below a confidence of " + Numbers.decimal(calibration.minConfidence(), 2)
                                + " it says that it is not sure."
                        : "; it has no threshold.");
    }

    private static Element bins(ReliabilityDiagram diagram) {
        Table table = new Table("Accuracy by confidence")
                .texts("Confidence, %")
                .numbers("n", "Mean confidence, %", "Accuracy, %", "Difference, points");
        for (Bin bin : diagram.bins()) {
            if (bin.count() > 0) {
                table.row(
                        Numbers.percent(bin.from()) + "–" + Numbers.percent(bin.to()),
                        List.of(
                                Table.number(Numbers.count(bin.count())),
                                Table.number(Numbers.percent(bin.confidence())),
                                Table.number(Numbers.percent(bin.accuracy())),
                                Table.number(Numbers.points(bin.accuracy() - bin.confidence()))));
            }
        }
        return table.element();
    }

    /** The curve at each tenth of coverage: the point that keeps at least so many. */
    private static Element coverages(RiskCoverage curve) {
        Table table = new Table("Share that is wrong by coverage")
                .texts("Kept, %")
                .numbers("Confidence at least", "Wrong, %");
        for (int tenth = 10; tenth >= 1; tenth--) {
            double wanted = tenth / 10.0;
            Point point = curve.points().stream()
                    .filter(candidate -> candidate.coverage() >= wanted - 1e-9)
                    .findFirst()
                    .orElseThrow();
            table.row(
                    Numbers.percent(point.coverage()),
                    List.of(
                            Table.number(Numbers.decimal(point.minConfidence(), 2)),
                            Table.number(Numbers.percent(point.risk()))));
        }
        return table.element();
    }
}
