package io.affekt.model.report;

/** The path of a line through points; what is not a number leaves a gap. A point alone is a dot, by the round cap of its line. */
final class Polyline {

    private final StringBuilder commands = new StringBuilder();
    private boolean drawing;

    Polyline to(double x, double y) {
        if (Double.isNaN(y)) {
            drawing = false;
            return this;
        }
        commands.append(drawing ? 'L' : 'M').append(Svg.number(x)).append(' ').append(Svg.number(y));
        if (!drawing) {
            commands.append("h0");
        }
        drawing = true;
        return this;
    }

    String commands() {
        return commands.toString();
    }
}
