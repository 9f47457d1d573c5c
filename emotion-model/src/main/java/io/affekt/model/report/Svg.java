package io.affekt.model.report;

/** Elements of SVG. Coordinates are in units of the view box, rounded to a tenth: less is not seen and the page stays small. */
final class Svg {

    private Svg() {}

    /** A drawing that a screen reader reads as its label. */
    static Element drawing(double width, double height, String label) {
        return root(width, height).with("role", "img").with("aria-label", label);
    }

    /** A drawing that repeats what stands beside it as text. */
    static Element ornament(double width, double height) {
        return root(width, height).with("aria-hidden", "true");
    }

    private static Element root(double width, double height) {
        return Element.of("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 " + number(width) + " " + number(height));
    }

    static Element line(double x1, double y1, double x2, double y2, String styleClass) {
        return Element.of("line")
                .with("x1", number(x1))
                .with("y1", number(y1))
                .with("x2", number(x2))
                .with("y2", number(y2))
                .styled(styleClass);
    }

    static Element circle(double x, double y, double radius, String styleClass) {
        return Element.of("circle")
                .with("cx", number(x))
                .with("cy", number(y))
                .with("r", number(radius))
                .styled(styleClass);
    }

    static Element rectangle(double x, double y, double width, double height, String styleClass) {
        return Element.of("rect")
                .with("x", number(x))
                .with("y", number(y))
                .with("width", number(width))
                .with("height", number(height))
                .styled(styleClass);
    }

    static Element path(String commands, String styleClass) {
        return Element.of("path").with("d", commands).styled(styleClass);
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    static Element text(double x, double y, String anchor, String styleClass, String text) {
        return Element.of("text", text)
                .with("x", number(x))
                .with("y", number(y))
                .with("text-anchor", anchor)
                .styled(styleClass);
    }

    /** Without the decimal that is not needed. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
    }
}
