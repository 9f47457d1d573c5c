package io.affekt.model.report;

import io.affekt.model.evaluation.Interval;
import org.jspecify.annotations.Nullable;

/**
 * A figure and its interval on a line from 0 to 100 %, to stand in a table beside its numbers: rows under each other make a
 * forest plot. A hairline marks what they are compared with.
 */
final class IntervalStrip {

    private static final double WIDTH = 150;
    private static final double HEIGHT = 18;

    private final double reference;

    /** @param reference the share at the hairline; NaN for none */
    IntervalStrip(double reference) {
        this.reference = reference;
    }

    Element of(double share, @Nullable Interval interval) {
        Scale x = new Scale(0, 1, 5, WIDTH - 5);
        double middle = HEIGHT / 2;
        Element svg = Svg.ornament(WIDTH, HEIGHT).styled("strip");
        svg.add(Svg.line(x.at(0), middle, x.at(1), middle, "grid"));
        if (!Double.isNaN(reference)) {
            svg.add(Svg.line(x.at(reference), 0, x.at(reference), HEIGHT, "reference"));
        }
        if (interval != null) {
            svg.add(Svg.line(x.at(interval.low()), middle, x.at(interval.high()), middle, "interval"));
        }
        return Double.isNaN(share) ? svg : svg.add(Svg.circle(x.at(share), middle, 4, "dot"));
    }
}
