package io.affekt.model.report;

import io.affekt.model.evaluation.RiskCoverage;
import io.affekt.model.evaluation.RiskCoverage.Point;

/** How many of the answers are wrong when only the surest are given; the model's threshold is marked. */
final class RiskCoverageChart {

    private static final double HEIGHT = 260;
    /** Under this coverage the risk is of so few that it only jumps. */
    private static final double LEAST_COVERAGE = 0.02;

    /** At the right, for what is said of all. */
    private static final double ROOM = 52;

    private static final double LINE_HEIGHT = 15;
    /** The label of the threshold is not wider, as a share of the plot. */
    private static final double LABEL_WIDTH = 0.33;

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
        Plot plot = Plot.of(
                new double[] {0, 1}, new double[] {0, Math.min(1, Scale.roundUp(highest * 1.1, 5))}, HEIGHT, ROOM);
        Element svg = plot.draw(
                label(all, kept, threshold),
                Axis.ofShares("coverage: share that is kept"),
                Axis.ofShares("wrong among the kept"));
        svg.add(Svg.path(line(curve, plot), "line first"));
        svg.add(Svg.circle(plot.x.at(1), plot.y.at(all.risk()), 3.5, "dot"));
        double level = plot.y.at(all.risk());
        svg.add(Svg.text(plot.right() + 8, level + 4, "start", "label", Numbers.percent(all.risk()) + " %"));
        svg.add(Svg.text(plot.right() + 8, level + 4 + LINE_HEIGHT, "start", "note", "wrong"));
        svg.add(Svg.text(plot.right() + 8, level + 4 + 2 * LINE_HEIGHT, "start", "note", "of all"));
        if (threshold > 0 && kept.coverage() > 0) {
            mark(svg, plot, curve, kept);
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

    /** The label stands above the curve: to the left, where the curve is lower, unless there is no room. */
    private static void mark(Element svg, Plot plot, RiskCoverage curve, Point kept) {
        double x = plot.x.at(kept.coverage());
        boolean left = kept.coverage() > LABEL_WIDTH;
        double foot = plot.y.at(highest(curve, kept.coverage(), left)) - 10;
        foot = Math.max(plot.y.end() + 2 * LINE_HEIGHT + 12, foot);
        String[] lines = {
            "threshold " + Numbers.decimal(kept.minConfidence(), 2),
            Numbers.roundPercent(kept.coverage()) + " kept,",
            Numbers.percent(kept.risk()) + " % wrong"
        };
        svg.add(Svg.line(x, plot.y.at(kept.risk()), x, plot.bottom(), "mark"));
        svg.add(Svg.circle(x, plot.y.at(kept.risk()), 5, "dot second"));
        for (int l = 0; l < lines.length; l++) {
            double y = foot - (lines.length - 1 - l) * LINE_HEIGHT;
            svg.add(Svg.text(x, y, left ? "end" : "start", l == 0 ? "label second" : "note", lines[l]));
        }
    }

    /** The highest risk under a label that begins or ends at this coverage. */
    private static double highest(RiskCoverage curve, double coverage, boolean left) {
        double from = Math.max(LEAST_COVERAGE, left ? coverage - LABEL_WIDTH : coverage);
        double to = left ? coverage : coverage + LABEL_WIDTH;
        return curve.points().stream()
                .filter(point -> point.coverage() >= from && point.coverage() <= to)
                .mapToDouble(Point::risk)
                .max()
                .orElse(curve.at(0).risk());
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
