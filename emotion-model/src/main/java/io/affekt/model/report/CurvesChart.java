package io.affekt.model.report;

import io.affekt.model.TrainedModel.Epoch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures by epoch. Trainings of one kind share a colour, and each kind is named where its lines end. */
final class CurvesChart {

    private static final double HEIGHT = 220;
    private static final double ROOM = 68;
    private static final double LINE_HEIGHT = 15;
    /** More points than pixels are not seen. */
    private static final int POINTS = 250;

    /**
     * @param name stands at the end of its lines
     * @param styleClass {@code first} or {@code second}
     */
    record Series(String name, String styleClass, ToDoubleFunction<Epoch> figure) {

        boolean in(List<NamedCurve> curves) {
            return curves.stream()
                    .flatMap(curve -> curve.epochs().stream())
                    .anyMatch(epoch -> !Double.isNaN(figure.applyAsDouble(epoch)));
        }
    }

    private record EndLabel(Series series, double y) {}

    private final List<NamedCurve> curves;
    private final Plot plot;

    private CurvesChart(List<NamedCurve> curves, double highest) {
        this.curves = curves;
        int epochs =
                curves.stream().mapToInt(curve -> curve.epochs().size()).max().orElse(1);
        this.plot = Plot.of(new double[] {0, Math.max(1, epochs)}, new double[] {0, highest}, HEIGHT, ROOM);
    }

    static Element ofLosses(List<NamedCurve> curves, List<Series> series) {
        double highest = series.stream()
                .mapToDouble(one -> curves.stream()
                        .flatMap(curve -> curve.epochs().stream())
                        .mapToDouble(one.figure)
                        .filter(value -> !Double.isNaN(value))
                        .max()
                        .orElse(0))
                .max()
                .orElse(0);
        Axis losses = new Axis("loss (cross-entropy, nats)", 5, value -> Numbers.decimal(value, 1));
        return new CurvesChart(curves, Scale.roundUp(Math.max(0.1, highest), 5)).draw("Loss by epoch", losses, series);
    }

    static Element ofShares(List<NamedCurve> curves, Series series) {
        return new CurvesChart(curves, 1).draw("Watched accuracy by epoch", Axis.ofShares("accuracy"), List.of(series));
    }

    private Element draw(String what, Axis upright, List<Series> series) {
        Element svg = plot.draw(label(what, series), Axis.ofCounts("epoch", 6), upright);
        List<EndLabel> ends = new ArrayList<>();
        for (Series one : series) {
            double sum = 0;
            for (NamedCurve curve : curves) {
                svg.add(Svg.path(
                        line(curve.epochs(), one), "line " + one.styleClass + (curves.size() > 1 ? " many" : "")));
                sum += last(curve, one);
            }
            ends.add(new EndLabel(one, plot.y.at(sum / curves.size()) + 4));
        }
        ends.sort(Comparator.comparingDouble(EndLabel::y));
        double free = Double.NEGATIVE_INFINITY;
        for (EndLabel end : ends) {
            double y = Math.max(end.y, free);
            svg.add(Svg.text(plot.right() + 6, y, "start", "label " + end.series.styleClass, end.series.name));
            free = y + LINE_HEIGHT;
        }
        return svg;
    }

    private String line(List<Epoch> epochs, Series series) {
        Polyline line = new Polyline();
        int step = (epochs.size() + POINTS - 1) / POINTS;
        for (int e = 0; e < epochs.size(); e++) {
            if (e % step == 0 || e == epochs.size() - 1) {
                line.to(plot.x.at(e + 1), plot.y.at(series.figure.applyAsDouble(epochs.get(e))));
            }
        }
        return line.commands();
    }

    private String label(String what, List<Series> series) {
        StringBuilder label =
                new StringBuilder(what).append(" of ").append(Numbers.count(curves.size(), "training", "trainings"));
        for (Series one : series) {
            double mean = curves.stream()
                    .mapToDouble(curve -> last(curve, one))
                    .average()
                    .orElse(Double.NaN);
            label.append("; ").append(one.name).append(" at the end ").append(Numbers.decimal(mean, 2));
        }
        return label.append('.').toString();
    }

    static double last(NamedCurve curve, Series series) {
        return series.figure.applyAsDouble(curve.epochs().get(curve.epochs().size() - 1));
    }
}
