package io.affekt.model.report;

import io.affekt.model.evaluation.ClassFigures;
import java.util.List;

/** Recall, precision and F1 of each emotion. */
final class ClassesSection {

    private ClassesSection() {}

    static Section of(Measured measured) {
        Table table = new Table("Figures of each emotion" + measured.overSeeds())
                .texts("Emotion")
                .bars("Recall, %", "Precision, %", "F1, %")
                .numbers("n");
        for (ClassFigures figures : ClassFigures.of(measured.confusion())) {
            table.row(
                    figures.emotion().label(),
                    List.of(
                            Table.bar(figures.recall()),
                            Table.bar(figures.precision()),
                            Table.bar(figures.f1()),
                            Table.number(Numbers.count(figures.samples()))));
        }
        return new Section(
                "emotions",
                "Emotion by emotion",
                List.of(
                        Section.paragraph(
                                "Recall: how many of the samples with this label were found. Precision: how many of"
                                        + " those it was said for have the label."),
                        table.element()));
    }
}
