package io.affekt.model.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sections of a report, in the order of what a reader asks; what there is nothing of is left out. */
final class Sections {

    private Sections() {}

    static List<Section> of(ReportData data) {
        List<Section> sections = new ArrayList<>();
        Measured measured = Measured.of(data);
        if (measured != null) {
            sections.add(HeadlineSection.of(measured));
        }
        if (!data.notes().isEmpty()) {
            sections.add(new Section("notes", "How to read the figures", notes(data.notes())));
        }
        if (measured != null) {
            sections.add(ConfusionSection.of(measured));
            sections.add(ClassesSection.of(measured));
            if (!measured.groups().isEmpty()) {
                sections.add(GroupsSection.of(measured));
            }
            sections.add(SpeakersSection.of(measured));
            sections.add(CalibrationSection.of(measured, data.calibration()));
        }
        if (data.curves().stream().anyMatch(curve -> !curve.epochs().isEmpty())) {
            sections.add(CurvesSection.of(data.curves()));
        }
        if (!data.parameters().isEmpty()) {
            sections.add(new Section("parameters", "Parameters", List.of(definitions(data.parameters()))));
        }
        if (!data.lineage().isEmpty()) {
            sections.add(new Section("lineage", "Lineage", List.of(definitions(data.lineage()))));
        }
        return sections;
    }

    static List<Element> notes(List<String> notes) {
        return notes.stream().map(note -> Element.of("p", note).styled("note")).toList();
    }

    static Element definitions(Map<String, String> map) {
        Element list = Element.of("dl");
        map.forEach((name, value) ->
                list.add(Element.of("div").add(Element.of("dt", name)).add(Element.of("dd", value))));
        return list;
    }
}
