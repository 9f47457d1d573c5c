package io.affekt.model.report;

import io.affekt.model.evaluation.RiskCoverage;
import io.affekt.model.evaluation.RiskCoverage.Point;

/** How many of the answers are wrong when only the surest are given; the model's threshold is marked. */
final class RiskCoverageChart {

    private static final double HEIGHT = 260;
    /** Under this coverage the risk is of so few that it only jumps. */
    private static final double LEAST_COVERAGE = 0.02;

    private static final double STEP = 0.005;

    private RiskCoverageChart() {}

    /** @param threshold the smallest confidence that is enough; 0 for none */
    static Element of(RiskCoverage curve, double threshold) {
        Point all = curve.at(0);
        Point kept = curve.at(threshold);
        double highest = Math.max(
                0.05,
                curve.points().stream()
                        .filter(point -> point.coverage() >= LEAST_COVERAGE)
                        .mapToDouble(Point::risk)
                        .max()
                        .orElse(1));
        Plot plot =
                Plot.of(new double[] {0, 1}, new double[] {0, Math.min(1, Scale.roundUp(highest * 1.1, 5))}, HEIGHT, 0);
        Element svg = plot.draw(
                label(all, kept, threshold),
                Axis.ofShares("coverage: share that is kept"),
                Axis.ofShares("wrong among the kept"));
        svg.add(Svg.path(line(curve, plot), "line first"));
        svg.add(Svg.circle(plot.x.at(1), plot.y.at(all.risk()), 3.5, "dot"));
        svg.add(Svg.text(
                plot.x.at(1),
                plot.y.at(all.risk()) - 10,
                "end",
                "label",
                "all: " + Numbers.percent(all.risk()) + " % wrong"));
        if (threshold > 0 && kept.coverage() > 0) {
            mark(svg, plot, kept);
        }
        return svg;
    }

    private static String line(RiskCoverage curve, Plot plot) {
        Polyline line = new Polyline();
        double next = LEAST_COVERAGE;
        for (Point point : curve.points()) {
            if (point.coverage() >= next || point.coverage() == 1) {
                line.to(plot.x.at(point.coverage()), plot.y.at(point.risk()));
                next = point.coverage() + STEP;
            }
        }
        return line.commands();
    }

    /** The label stands at the foot of the hairline, where the curve is not. */
    private static void mark(Element svg, Plot plot, Point kept) {
        double x = plot.x.at(kept.coverage());
        String anchor = kept.coverage() < 0.5 ? "start" : "end";
        double beside = kept.coverage() < 0.5 ? x + 7 : x - 7;
        svg.add(Svg.line(x, plot.y.at(kept.risk()), x, plot.bottom(), "mark"));
        svg.add(Svg.circle(x, plot.y.at(kept.risk()), 5, "dot second"));
        svg.add(Svg.text(
                beside,
                plot.bottom() - 25,
                anchor,
                "label second",
                "threshold " + Numbers.decimal(kept.minConfidence(), 2)));
        svg.add(Svg.text(
                beside,
                plot.bottom() - 9,
                anchor,
                "note",
                Numbers.roundPercent(kept.coverage()) + " kept, " + Numbers.percent(kept.risk()) + " % of them wrong"));
    }

    private static String label(Point all, Point kept, double threshold) {
        String whole = "Share that is wrong over coverage: " + Numbers.percent(all.risk()) + " % of all are wrong";
        if (threshold <= 0) {
            return whole + ".";
        }
        return whole + "; at the threshold " + Numbers.decimal(threshold, 2) + ", "
                + Numbers.roundPercent(kept.coverage()) + " are kept and " + Numbers.percent(kept.risk())
                + " % of them are wrong.";
    }
}
