package io.affekt.model.report;

import java.util.List;

/**
 * A part of a page under a heading of its own.
 *
 * @param id to link to it, unique in its report
 */
record Section(String id, String heading, List<Element> content) {

    /**
     * @param prefix of the id, where a page has several reports
     * @param level of the heading
     */
    Element element(String prefix, int level) {
        return Element.of("section")
                .with("id", prefix + id)
                .with("aria-labelledby", prefix + id + "-heading")
                .add(Element.of("h" + level, heading).with("id", prefix + id + "-heading"))
                .add(content);
    }

    static Element paragraph(String text) {
        // A percent sign stays with its number.
        return Element.of("p", text.replace(" %", "\u00a0%")).styled("lead");
    }

    /** What can be left folded: the numbers behind a chart. */
    static Element folded(String summary, Element content) {
        return Element.of("details").add(Element.of("summary", summary)).add(content);
    }

    /** Stand side by side where there is room. */
    static Element sideBySide(List<Element> elements) {
        Element row = Element.of("div").styled("pair");
        elements.forEach(element -> row.add(Element.of("div").add(element)));
        return row;
    }
}
