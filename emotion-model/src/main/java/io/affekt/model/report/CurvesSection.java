package io.affekt.model.report;

import io.affekt.model.TrainedModel.Epoch;
import io.affekt.model.report.CurvesChart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** How the trainings went. */
final class CurvesSection {

    private static final Series LOSS = new Series("learned", "first", Epoch::loss);
    private static final Series WATCHED_LOSS = new Series("watched", "second", Epoch::watchedLoss);
    private static final Series WATCHED_ACCURACY = new Series("watched", "second", Epoch::watchedAccuracy);

    private CurvesSection() {}

    /** @param curves at least one that has an epoch */
    static Section of(List<NamedCurve> curves) {
        List<NamedCurve> trained =
                curves.stream().filter(curve -> !curve.epochs().isEmpty()).toList();
        boolean watched = WATCHED_LOSS.in(trained);
        List<Element> charts = new ArrayList<>();
        charts.add(CurvesChart.ofLosses(trained, watched ? List.of(LOSS, WATCHED_LOSS) : List.of(LOSS)));
        if (WATCHED_ACCURACY.in(trained)) {
            charts.add(CurvesChart.ofShares(trained, WATCHED_ACCURACY));
        }
        String lead = watched
                ? "Learned: the mean loss over the batches of an epoch, with dropout and smoothed labels, so that it can lie"
                        + " above the watched one. Watched: on windows that were not learned from."
                : "The mean loss over the batches of an epoch. No windows were kept apart to be watched.";
        return new Section(
                "training",
                "Training",
                List.of(
                        Section.paragraph(lead),
                        Section.sideBySide(charts),
                        Section.folded(
                                Numbers.count(trained.size(), "training", "trainings") + " in numbers",
                                table(trained))));
    }

    private static Element table(List<NamedCurve> curves) {
        Table table = new Table("Each training: figures of its last epoch, and its best epoch")
                .texts("Training")
                .numbers("Epochs", "Loss", "Watched loss", "Watched accuracy, %", "Lowest watched loss in epoch");
        for (NamedCurve curve : curves) {
            table.row(
                    curve.name(),
                    List.of(
                            Table.number(Numbers.count(curve.epochs().size())),
                            Table.number(Numbers.decimal(CurvesChart.last(curve, LOSS), 3)),
                            Table.number(Numbers.decimal(CurvesChart.last(curve, WATCHED_LOSS), 3)),
                            Table.number(Numbers.percent(CurvesChart.last(curve, WATCHED_ACCURACY))),
                            Table.number(best(curve.epochs()))));
        }
        return table.element();
    }

    private static String best(List<Epoch> epochs) {
        int best = -1;
        IntPredicate watched = e -> !Double.isNaN(epochs.get(e).watchedLoss());
        for (int e = 0; e < epochs.size(); e++) {
            if (watched.test(e)
                    && (best < 0
                            || epochs.get(e).watchedLoss() < epochs.get(best).watchedLoss())) {
                best = e;
            }
        }
        return best < 0 ? Numbers.NONE : Integer.toString(best + 1);
    }
}
