package io.affekt.model.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Claims beside measurements, as one HTML page that needs nothing beside itself; the reports behind them follow. */
public final class ComparisonReport {

    private ComparisonReport() {}

    /**
     * The page, to be written as UTF-8; the same input gives the same page.
     *
     * @param notes paragraphs above the table
     * @param details reports that show how the measurements were made, each under its own heading
     */
    public static String of(String title, List<String> notes, List<ComparisonRow> rows, List<ReportData> details) {
        List<Element> main = new ArrayList<>();
        if (!details.isEmpty()) {
            main.add(contents(details));
        }
        main.add(comparison(notes, rows));
        for (int d = 0; d < details.size(); d++) {
            main.add(detail(prefix(d), details.get(d)));
        }
        return Page.of(title, Page.header(title, "", Map.of()), main);
    }

    private static Element contents(List<ReportData> details) {
        List<Element> links = new ArrayList<>();
        links.add(Page.link("comparison", "Claim and measurement"));
        for (int d = 0; d < details.size(); d++) {
            links.add(Page.link(prefix(d), details.get(d).title()));
        }
        return Page.contents(links);
    }

    private static String prefix(int detail) {
        return "detail-" + (detail + 1);
    }

    private static Element comparison(List<String> notes, List<ComparisonRow> rows) {
        Table table = new Table("What is claimed and what was measured")
                .texts("What")
                .numbers("Claimed", "Measured")
                .texts("Remark");
        for (ComparisonRow row : rows) {
            table.row(
                    row.what(),
                    List.of(Table.number(row.claimed()), Table.number(row.measured()), Table.text(row.remark())));
        }
        List<Element> content = new ArrayList<>(Sections.notes(notes));
        content.add(table.element());
        return new Section("comparison", "Claim and measurement", content).element("", 2);
    }

    private static Element detail(String prefix, ReportData data) {
        Element detail =
                Element.of("section").with("id", prefix).styled("detail").add(Element.of("h2", data.title()));
        if (!data.subtitle().isEmpty()) {
            detail.add(Element.of("p", data.subtitle()).styled("subtitle"));
        }
        if (!data.facts().isEmpty()) {
            detail.add(Sections.definitions(data.facts()));
        }
        Sections.of(data).forEach(section -> detail.add(section.element(prefix + "-", 3)));
        return detail;
    }
}
