package io.affekt.model.report;

import io.affekt.model.Calibration;
import io.affekt.model.evaluation.ClassFigures;
import io.affekt.model.evaluation.GroupFigures;
import io.affekt.model.evaluation.Headline;
import io.affekt.model.evaluation.Interval;
import io.affekt.model.evaluation.MeanOverSeeds;
import io.affekt.model.evaluation.RiskCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model card in Markdown (Mitchell et al. 2019): what the model is, how good it is and for whom. */
public final class ModelCard {

    private ModelCard() {}

    /** The card, to be written as UTF-8; the same data gives the same card. */
    public static String of(ReportData data) {
        Markdown card = new Markdown().heading(1, data.title());
        if (!data.subtitle().isEmpty()) {
            card.paragraph(data.subtitle());
        }
        definitions(card, data.facts());
        Measured measured = Measured.of(data);
        if (measured != null) {
            headline(card, measured.headline());
            certainty(card, measured, data.calibration());
            emotions(card, measured);
            groups(card, measured);
        }
        if (!data.notes().isEmpty()) {
            card.heading(2, "How to read the figures");
            data.notes().forEach(card::paragraph);
        }
        titled(card, "Parameters", data.parameters());
        titled(card, "Lineage", data.lineage());
        return card.toString();
    }

    private static void headline(Markdown card, Headline headline) {
        card.heading(2, "Figures");
        card.table(
                List.of(
                        "figure",
                        headline.seeds() == 1 ? "one seed" : "mean ± sd over " + headline.seeds() + " seeds",
                        "95 % over speakers",
                        "chance"),
                List.of(
                        figure("UAR", headline.uar(), headline.uarInterval(), headline.chance()),
                        figure("accuracy", headline.accuracy(), headline.accuracyInterval(), headline.majority()),
                        figure("macro F1", headline.macroF1(), headline.macroF1Interval(), Double.NaN),
                        figure("ECE", headline.ece(), null, Double.NaN)));
        card.paragraph(Numbers.count(headline.samples(), "sample", "samples") + " of "
                + Numbers.count(headline.speakers(), "speaker", "speakers")
                + ". Intervals are a bootstrap over speakers. Chance is guessing for UAR, always saying the commonest emotion"
                + " for accuracy.");
    }

    private static List<String> figure(String name, MeanOverSeeds figure, @Nullable Interval interval, double chance) {
        return List.of(
                name,
                Numbers.withDeviation(figure),
                interval == null ? Numbers.NONE : Numbers.interval(interval) + " %",
                Double.isNaN(chance) ? Numbers.NONE : Numbers.percent(chance) + " %");
    }

    private static void certainty(Markdown card, Measured measured, @Nullable Calibration calibration) {
        if (calibration == null || calibration.minConfidence() == 0) {
            return;
        }
        RiskCoverage.Point kept = measured.risk().at(calibration.minConfidence());
        card.paragraph("Below a confidence of " + Numbers.decimal(calibration.minConfidence(), 2)
                + " the model says that it is not sure: it answers for " + Numbers.percent(kept.coverage())
                + " % of the samples, and " + Numbers.percent(1 - kept.risk()) + " % of those answers are right.");
    }

    private static void emotions(Markdown card, Measured measured) {
        List<List<String>> rows = new ArrayList<>();
        for (ClassFigures figures : ClassFigures.of(measured.confusion())) {
            rows.add(List.of(
                    figures.emotion().label(),
                    Numbers.percent(figures.recall()),
                    Numbers.percent(figures.precision()),
                    Numbers.percent(figures.f1()),
                    Numbers.count(figures.samples())));
        }
        card.heading(2, "Emotion by emotion");
        card.table(List.of("emotion", "recall, %", "precision, %", "F1, %", "n" + measured.overSeeds()), rows);
    }

    private static void groups(Markdown card, Measured measured) {
        if (measured.groups().isEmpty()) {
            return;
        }
        double all = measured.headline().uar().mean();
        int emotions = measured.confusion().occurring().size();
        List<List<String>> rows = new ArrayList<>();
        for (GroupFigures group : measured.groups()) {
            rows.add(List.of(
                    group.attribute() + ": " + group.value(),
                    Numbers.count(group.samples()),
                    Numbers.count(group.speakers()),
                    Numbers.percent(group.accuracy()),
                    Numbers.percent(group.uar()),
                    Numbers.interval(group.uarInterval()),
                    Numbers.points(group.uar() - all),
                    GroupsSection.remark(group, emotions)));
        }
        card.heading(2, "Groups and conditions");
        card.table(
                List.of(
                        "group",
                        "n",
                        "speakers",
                        "accuracy, %",
                        "UAR, %",
                        "95 % over speakers",
                        "to all, points",
                        "remark"),
                rows);
    }

    private static void titled(Markdown card, String title, Map<String, String> map) {
        if (!map.isEmpty()) {
            card.heading(2, title);
            definitions(card, map);
        }
    }

    private static void definitions(Markdown card, Map<String, String> map) {
        if (!map.isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            map.forEach((name, value) -> rows.add(List.of(name, value)));
            card.table(List.of("", ""), rows);
        }
    }
}
