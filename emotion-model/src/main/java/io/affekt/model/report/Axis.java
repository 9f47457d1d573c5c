package io.affekt.model.report;

import java.util.function.DoubleFunction;

/**
 * An axis with its ticks.
 *
 * @param title what it shows, with the unit
 * @param ticks about how many
 * @param label how a value is written
 */
record Axis(String title, int ticks, DoubleFunction<String> label) {

    /** Shares from 0 to 1, in percent. */
    static Axis ofShares(String title) {
        return new Axis(title, 5, Numbers::roundPercent);
    }

    /** Whole numbers, such as epochs. */
    static Axis ofCounts(String title, int ticks) {
        return new Axis(title, ticks, value -> Numbers.decimal(value, 0));
    }
}
