package io.affekt.model.report;

import io.affekt.model.evaluation.ReliabilityDiagram;
import io.affekt.model.evaluation.ReliabilityDiagram.Bin;

/** Accuracy over confidence. A dot under the diagonal is too sure of itself; its bar below says how many it stands for. */
final class ReliabilityChart {

    private static final double HEIGHT = 260;
    private static final double COUNTS = 44;

    private ReliabilityChart() {}

    static Element of(ReliabilityDiagram diagram) {
        Plot plot = Plot.of(new double[] {0, 1}, new double[] {0, 1}, HEIGHT, 0);
        Element svg = plot.draw(
                "Accuracy over confidence. Expected calibration error " + Numbers.percent(diagram.ece()) + " %.",
                Axis.ofShares("confidence"),
                Axis.ofShares("accuracy"),
                COUNTS + 14);
        svg.add(Svg.line(plot.x.at(0), plot.y.at(0), plot.x.at(1), plot.y.at(1), "reference"));
        svg.add(Svg.text(plot.x.at(0.03), plot.y.at(0.93), "start", "note", "less sure than right"));
        svg.add(Svg.text(plot.x.at(0.97), plot.y.at(0.04), "end", "note", "surer than right"));
        int most = diagram.bins().stream().mapToInt(Bin::count).max().orElse(1);
        for (Bin bin : diagram.bins()) {
            if (bin.count() > 0) {
                double x = plot.x.at(bin.confidence());
                svg.add(Svg.line(x, plot.y.at(bin.confidence()), x, plot.y.at(bin.accuracy()), "gap"));
            }
        }
        for (Bin bin : diagram.bins()) {
            if (bin.count() > 0) {
                svg.add(Svg.circle(plot.x.at(bin.confidence()), plot.y.at(bin.accuracy()), radius(bin, most), "dot"));
            }
        }
        svg.add(Svg.text(
                plot.x.at(0.03),
                plot.y.at(0.93) + 17,
                "start",
                "label",
                "ECE " + Numbers.percent(diagram.ece()) + " %"));
        return counts(svg, plot, diagram, most);
    }

    /** Its area grows with the count: a bin of three samples is no evidence and shall not look like it. */
    private static double radius(Bin bin, int most) {
        return 1.8 + 4 * Math.sqrt((double) bin.count() / most);
    }

    private static Element counts(Element svg, Plot plot, ReliabilityDiagram diagram, int most) {
        double base = plot.bottom() + 42 + COUNTS + 10;
        svg.add(Svg.text(plot.x.at(0), plot.bottom() + 34, "start", "title", "samples"));
        svg.add(Svg.line(plot.x.at(0), base, plot.x.at(1), base, "axis"));
        for (Bin bin : diagram.bins()) {
            double height = COUNTS * bin.count() / Math.max(1, most);
            double from = plot.x.at(bin.from()) + 0.7;
            svg.add(Svg.rectangle(from, base - height, plot.x.at(bin.to()) - 0.7 - from, height, "count"));
            if (bin.count() == most) {
                double middle = (plot.x.at(bin.from()) + plot.x.at(bin.to())) / 2;
                svg.add(Svg.text(middle, base - height - 3, "middle", "note", Numbers.count(most)));
            }
        }
        return svg;
    }
}
