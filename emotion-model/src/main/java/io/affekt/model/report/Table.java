package io.affekt.model.report;

import java.util.List;

/** A table: the first cell of a row is its heading, and columns of numbers stand to the right. */
final class Table {

    private final String caption;
    private final Element headings = Element.of("tr");
    private final Element body = Element.of("tbody");

    Table(String caption) {
        this.caption = caption;
    }

    Table texts(String... names) {
        for (String name : names) {
            headings.add(Element.of("th", name).with("scope", "col"));
        }
        return this;
    }

    /** Headings of columns of {@link #bar}. */
    Table bars(String... names) {
        for (String name : names) {
            headings.add(Element.of("th", name).with("scope", "col").styled("bars"));
        }
        return this;
    }

    Table numbers(String... names) {
        for (String name : names) {
            headings.add(Element.of("th", name).with("scope", "col").styled("number"));
        }
        return this;
    }

    Table row(String heading, List<Element> cells) {
        body.add(Element.of("tr")
                .add(Element.of("th", heading).with("scope", "row"))
                .add(cells));
        return this;
    }

    static Element text(String text) {
        return Element.of("td", text);
    }

    static Element number(String text) {
        return Element.of("td", text).styled("number");
    }

    /** A share in percent, with a bar as long as it. */
    static Element bar(double share) {
        Element cell = number(Numbers.percent(share));
        double width = Double.isNaN(share) ? 0 : 100 * share;
        return cell.add(Element.of("span")
                .styled("bar")
                .with("aria-hidden", "true")
                .add(Element.of("span").with("style", "width:" + Svg.number(width) + "%")));
    }

    static Element drawing(Element svg) {
        return Element.of("td").styled("drawing").add(svg);
    }

    /** The table in a region that scrolls sideways, by keyboard too, where the page is too narrow for it. */
    Element element() {
        return scrolling(
                caption,
                Element.of("table")
                        .add(Element.of("caption", caption))
                        .add(Element.of("thead").add(headings))
                        .add(body));
    }

    static Element scrolling(String label, Element table) {
        return Element.of("div")
                .styled("scroll")
                .with("role", "region")
                .with("aria-label", label)
                .with("tabindex", "0")
                .add(table);
    }
}
