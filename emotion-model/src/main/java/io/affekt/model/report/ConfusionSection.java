package io.affekt.model.report;

import io.affekt.model.Emotion;
import io.affekt.model.evaluation.ConfusionMatrix;
import java.util.List;
import java.util.Locale;

/**
 * The confusion matrix as a heat map. It is a table, not a drawing: a screen reader walks through its cells, and they can be
 * copied.
 */
final class ConfusionSection {

    private static final double DARK = 0.7;
    private static final String CAPTION = "What was said (columns) for each label (rows)";

    private ConfusionSection() {}

    static Section of(Measured measured) {
        ConfusionMatrix matrix = measured.confusion();
        Element body = Element.of("tbody");
        for (Emotion label : matrix.occurring()) {
            body.add(row(matrix, label));
        }
        Element table = Element.of("table")
                .styled("heat")
                .add(Element.of("caption", CAPTION))
                .add(heading())
                .add(body);
        return new Section(
                "confusion",
                "Confusion matrix",
                List.of(
                        Section.paragraph(
                                "Of the samples with the label of the row, the percentage for which the emotion of"
                                        + " the column was said; under it how many" + measured.overSeeds() + "."),
                        Table.scrolling(CAPTION, table)));
    }

    private static Element heading() {
        Element names = Element.of("tr")
                .add(Element.of("th")
                        .add(Element.of("span", "label ↓"))
                        .styled("corner")
                        .with("scope", "col"));
        for (Emotion emotion : Emotion.ALL) {
            names.add(Element.of("th").add(Element.of("span", emotion.label())).with("scope", "col"));
        }
        names.add(Element.of("th")
                .add(Element.of("span", "n"))
                .with("scope", "col")
                .styled("n"));
        Element said = Element.of("tr")
                .add(Element.of("td").styled("corner"))
                .add(Element.of("th", "said →").styled("said").with("colspan", Integer.toString(Emotion.ALL.size())))
                .add(Element.of("td").styled("n"));
        return Element.of("thead").add(said).add(names);
    }

    private static Element row(ConfusionMatrix matrix, Emotion label) {
        int labelled = matrix.labelled(label);
        Element row = Element.of("tr").add(Element.of("th", label.label()).with("scope", "row"));
        for (Emotion said : Emotion.ALL) {
            int count = matrix.count(label, said);
            double share = (double) count / labelled;
            String styles = (share > DARK ? "dark " : "") + (said == label ? "right" : "");
            row.add(Element.of("td")
                    .styled(styles.strip())
                    .with("style", "--share:" + String.format(Locale.ROOT, "%.3f", share))
                    .add(Element.of("b", count == 0 ? "·" : Numbers.decimal(100 * share, 0)))
                    .add(Element.of("small", count == 0 ? "" : Numbers.count(count))));
        }
        return row.add(Element.of("td", Numbers.count(labelled)).styled("n"));
    }
}
