package io.affekt.model.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear scale: values to coordinates.
 *
 * @param from the first value
 * @param to the last value
 * @param start the coordinate of the first value
 * @param end the coordinate of the last value; smaller than {@code start} where larger values lie higher
 */
record Scale(double from, double to, double start, double end) {

    Scale {
        if (!(to > from)) {
            throw new IllegalArgumentException("A scale cannot reach from " + from + " to " + to);
        }
    }

    double at(double value) {
        return start + (value - from) / (to - from) * (end - start);
    }

    /** Round values within the scale, at most {@code most} and one: multiples of 1, 2 or 5 and a power of ten. */
    List<Double> ticks(int most) {
        double step = step((to - from) / most);
        List<Double> ticks = new ArrayList<>();
        for (long n = (long) Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n++) {
            ticks.add(n * step);
        }
        return ticks;
    }

    /** The smallest round value that is not under this one: where an axis from zero should end. */
    static double roundUp(double value, int ticks) {
        double step = step(value / ticks);
        return Math.ceil(value / step - 1e-9) * step;
    }

    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
