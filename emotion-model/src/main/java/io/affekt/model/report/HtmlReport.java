package io.affekt.model.report;

import java.util.ArrayList;
import java.util.List;

/** A report as one HTML page that needs nothing beside itself. */
public final class HtmlReport {

    private HtmlReport() {}

    /** The page, to be written as UTF-8; the same data gives the same page. */
    public static String of(ReportData data) {
        List<Section> sections = Sections.of(data);
        List<Element> main = new ArrayList<>();
        if (sections.size() > 2) {
            main.add(Page.contents(sections.stream()
                    .map(section -> Page.link(section.id(), section.heading()))
                    .toList()));
        }
        sections.forEach(section -> main.add(section.element("", 2)));
        return Page.of(data.title(), Page.header(data.title(), data.subtitle(), data.facts()), main);
    }
}
