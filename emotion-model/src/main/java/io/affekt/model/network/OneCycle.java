package io.affekt.model.network;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * One-cycle learning rate (Smith and Topin 2018) with cosine slopes: up from a 25th of the peak over the first 30 % of
 * the iterations, then down to a 10,000th of it.
 *
 * @param peak the highest rate
 * @param iterations number of iterations in the whole training
 */
public record OneCycle(double peak, int iterations) implements ISchedule {

    private static final double WARM_UP = 0.3;

    @Override
    public double valueAt(int iteration, int epoch) {
        double progress = Math.min(1, iteration / (double) Math.max(1, iterations - 1));
        return progress < WARM_UP
                ? between(peak / 25, peak, progress / WARM_UP)
                : between(peak, peak / 10_000, (progress - WARM_UP) / (1 - WARM_UP));
    }

    private static double between(double from, double to, double progress) {
        return to + (from - to) * (1 + Math.cos(Math.PI * progress)) / 2;
    }

    @Override
    public ISchedule clone() {
        return this;
    }
}
