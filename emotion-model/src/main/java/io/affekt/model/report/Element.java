package io.affekt.model.report;

import java.util.Collection;
import java.util.Set;

/**
 * An element of HTML or SVG, written as XML that is HTML too. Text and attributes are escaped here and nowhere else. A child
 * is written when it is added, so it has to be complete by then.
 */
final class Element {

    private static final Set<String> VOID = Set.of("meta", "br");
    /** Elements that end a line: white space between them is not seen, and a page can be read and compared by line. */
    private static final Set<String> LINES = Set.of(
            "meta", "title", "style", "head", "body", "header", "nav", "main", "section", "div", "h1", "h2", "h3", "h4",
            "p", "table", "caption", "thead", "tbody", "tr", "details", "summary", "dl", "dd", "ul", "li", "figure",
            "svg", "g");

    private final String name;
    private final StringBuilder attributes = new StringBuilder();
    private final StringBuilder content = new StringBuilder();

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    static Element of(String name, String text) {
        return new Element(name).text(text);
    }

    Element with(String attribute, String value) {
        attributes.append(' ').append(attribute).append("=\"");
        escape(value, attributes);
        attributes.append('"');
        return this;
    }

    Element styled(String styleClass) {
        return with("class", styleClass);
    }

    Element text(String text) {
        escape(text, content);
        return this;
    }

    Element add(Element child) {
        child.write(content);
        return this;
    }

    Element add(Collection<Element> children) {
        children.forEach(this::add);
        return this;
    }

    private void write(StringBuilder out) {
        out.append('<').append(name).append(attributes);
        if (VOID.contains(name)) {
            out.append("/>");
        } else {
            out.append('>').append(content).append("</").append(name).append('>');
        }
        if (LINES.contains(name)) {
            out.append('\n');
        }
    }

    private static void escape(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&#34;");
                default -> out.appendCodePoint(isXml(c) ? c : '\uFFFD');
            }
        });
    }

    /** Whether XML 1.0 allows the character; a NUL or a lone surrogate of a file name would make the page unreadable. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }
}
