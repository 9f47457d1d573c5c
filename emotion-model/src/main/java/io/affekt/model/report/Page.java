package io.affekt.model.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A page that needs nothing beside itself: no script, no font, no image, no style sheet from elsewhere. */
final class Page {

    private Page() {}

    /** @param main what stands under the header, section by section */
    static String of(String title, Element header, List<Element> main) {
        Element head = Element.of("head")
                .add(Element.of("meta").with("charset", "utf-8"))
                .add(Element.of("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"))
                .add(Element.of("meta").with("name", "color-scheme").with("content", "light dark"))
                .add(Element.of("title", title))
                .add(Element.of("style", Style.SHEET));
        Element html = Element.of("html")
                .with("xmlns", "http://www.w3.org/1999/xhtml")
                .with("lang", "en")
                .add(head)
                .add(Element.of("body").add(header).add(Element.of("main").add(main)));
        return "<!DOCTYPE html>\n" + html + "\n";
    }

    static Element header(String title, String subtitle, Map<String, String> facts) {
        Element header = Element.of("header").add(Element.of("h1", title));
        if (!subtitle.isEmpty()) {
            header.add(Element.of("p", subtitle).styled("subtitle"));
        }
        return facts.isEmpty() ? header : header.add(Sections.definitions(facts));
    }

    /** Links to the sections. */
    static Element contents(List<Element> links) {
        Element list = Element.of("ul");
        links.forEach(link -> list.add(Element.of("li").add(link)));
        return Element.of("nav").with("aria-label", "Sections").add(list);
    }

    static Element link(String id, String text) {
        return Element.of("a", text).with("href", "#" + id);
    }

    /** The style sheet, read once. It has no {@code <}, {@code >}, {@code &} or double quote: HTML does not unescape it. */
    private static final class Style {

        static final String SHEET = read();

        private static String read() {
            try (InputStream sheet = Page.class.getResourceAsStream("report.css")) {
                if (sheet == null) {
                    throw new IllegalStateException("report.css is missing beside " + Page.class.getName());
                }
                return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
