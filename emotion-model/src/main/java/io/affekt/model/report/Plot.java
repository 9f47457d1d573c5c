package io.affekt.model.report;

import java.util.List;

/**
 * The frame of a chart: two scales, their axes, and room at the right for labels of lines. It is narrow enough that its text
 * can be read on a phone; on a screen two stand side by side.
 */
final class Plot {

    static final double WIDTH = 440;

    private static final double LEFT = 44;
    private static final double TOP = 30;
    private static final double BELOW = 42;
    private static final double MARGIN = 18;

    final Scale x;
    final Scale y;
    private final double height;
    private final double right;

    /**
     * @param height of the plotted area
     * @param room at the right, for labels
     */
    private Plot(double[] xs, double[] ys, double height, double room) {
        this.height = height;
        right = WIDTH - MARGIN - room;
        x = new Scale(xs[0], xs[1], LEFT, right);
        y = new Scale(ys[0], ys[1], TOP + height, TOP);
    }

    static Plot of(double[] xs, double[] ys, double height, double room) {
        return new Plot(xs, ys, height, room);
    }

    /** The drawing with its axes. Titles lie flat: the one of the upright axis above it. */
    Element draw(String label, Axis horizontal, Axis upright) {
        return draw(label, horizontal, upright, 0);
    }

    /** @param below additional room under the axis */
    Element draw(String label, Axis horizontal, Axis upright, double below) {
        Element svg = Svg.drawing(WIDTH, TOP + height + BELOW + below, label).styled("chart");
        for (double tick : y.ticks(upright.ticks())) {
            svg.add(Svg.line(LEFT, y.at(tick), right, y.at(tick), tick == y.from() ? "axis" : "grid"));
            svg.add(Svg.text(
                    LEFT - 6, y.at(tick) + 4, "end", "tick", upright.label().apply(tick)));
        }
        List<Double> ticks = x.ticks(horizontal.ticks());
        for (double tick : ticks) {
            svg.add(Svg.line(x.at(tick), bottom(), x.at(tick), bottom() + 4, "axis"));
            svg.add(Svg.text(
                    x.at(tick),
                    bottom() + 17,
                    "middle",
                    "tick",
                    horizontal.label().apply(tick)));
        }
        svg.add(Svg.text(0, 14, "start", "title", upright.title()));
        svg.add(Svg.text(right, bottom() + 34, "end", "title", horizontal.title()));
        return svg;
    }

    double bottom() {
        return TOP + height;
    }

    double right() {
        return right;
    }
}
