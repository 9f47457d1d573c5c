package io.affekt.model.report;

import io.affekt.model.evaluation.Headline;
import io.affekt.model.evaluation.Interval;
import io.affekt.model.evaluation.MeanOverSeeds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures that are named first, each with its spread over seeds and over speakers. */
final class HeadlineSection {

    private HeadlineSection() {}

    static Section of(Measured measured) {
        Headline headline = measured.headline();
        Element tiles = Element.of("div")
                .styled("tiles")
                .add(tile(
                        "UAR",
                        "mean recall of the emotions",
                        headline.uar(),
                        headline.uarInterval(),
                        headline.chance()))
                .add(tile(
                        "Accuracy",
                        "share that is right",
                        headline.accuracy(),
                        headline.accuracyInterval(),
                        headline.majority()))
                .add(tile(
                        "Macro F1",
                        "mean F1 of the emotions",
                        headline.macroF1(),
                        headline.macroF1Interval(),
                        Double.NaN))
                .add(tile("ECE", "calibration error; 0 is best", headline.ece(), null, Double.NaN));
        return new Section("figures", "Figures", List.of(tiles, Section.paragraph(basis(headline))));
    }

    private static Element tile(
            String name, String meaning, MeanOverSeeds figure, @Nullable Interval interval, double reference) {
        Element tile = Element.of("div")
                .styled("tile")
                .add(Element.of("p", name).styled("name"))
                .add(Element.of("p", meaning).styled("meaning"))
                .add(Element.of("p", Numbers.percent(figure.mean()))
                        .styled("value")
                        .add(Element.of("span", " %")));
        if (figure.seeds() > 1) {
            tile.add(Element.of("p", "± " + Numbers.percent(figure.deviation()) + " over " + figure.seeds() + " seeds")
                    .styled("spread"));
        }
        if (interval != null) {
            tile.add(Element.of("p", "95 %: " + Numbers.interval(interval)).styled("spread"));
            tile.add(new IntervalStrip(reference).of(figure.mean(), interval));
        }
        return tile;
    }

    private static String basis(Headline headline) {
        return Numbers.count(headline.samples(), "sample", "samples") + " of "
                + Numbers.count(headline.speakers(), "speaker", "speakers")
                + (headline.seeds() == 1
                        ? ", one training"
                        : ", " + headline.seeds() + " trainings that differ in their seed")
                + (headline.seeds() == 1 ? ". " : ". ± is the standard deviation over seeds. ")
                + "95 % is the interval over speakers (bootstrap, 1,000 draws)."
                + " Hairlines are chance: guessing has a UAR of " + Numbers.percent(headline.chance())
                + " %, always saying the commonest emotion an accuracy of " + Numbers.percent(headline.majority())
                + " %.";
    }
}
