package io.affekt.model.report;

import io.affekt.model.evaluation.GroupFigures;
import java.util.Comparator;
import java.util.List;

/** How much the figures depend on who speaks. */
final class SpeakersSection {

    /** More rows help nobody, and a report travels in a record. */
    private static final int MOST_ROWS = 200;

    private SpeakersSection() {}

    static Section of(Measured measured) {
        double all = measured.headline().uar().mean();
        List<GroupFigures> speakers = measured.speakers().stream()
                .sorted(Comparator.comparingDouble(GroupFigures::uar))
                .toList();
        IntervalStrip strip = new IntervalStrip(all);
        Table table = new Table("Figures of each speaker, the least understood first")
                .texts("Speaker")
                .numbers("n", "Accuracy, %", "UAR, %")
                .texts("UAR from 0 to 100 %");
        List<GroupFigures> listed = speakers.subList(0, Math.min(MOST_ROWS, speakers.size()));
        for (GroupFigures speaker : listed) {
            table.row(
                    speaker.value(),
                    List.of(
                            Table.number(Numbers.count(speaker.samples())),
                            Table.number(Numbers.percent(speaker.accuracy())),
                            Table.number(Numbers.percent(speaker.uar())),
                            Table.drawing(strip.of(speaker.uar(), null))));
        }
        int perDot = SpeakersChart.speakersPerDot(speakers);
        GroupFigures least = speakers.get(0);
        GroupFigures best = speakers.get(speakers.size() - 1);
        return new Section(
                "speakers",
                "Speaker by speaker",
                List.of(
                        Section.paragraph(
                                (perDot == 1 ? "A dot is a speaker." : "A dot is up to " + perDot + " speakers.")
                                        + " The least understood has a UAR of "
                                        + Numbers.percent(least.uar()) + " %, the best " + Numbers.percent(best.uar())
                                        + " %."),
                        SpeakersChart.of(speakers, all, measured.headline().chance()),
                        Section.folded(
                                (listed.size() == speakers.size() ? "All " : "The first " + listed.size() + " of ")
                                        + Numbers.count(speakers.size(), "speaker", "speakers"),
                                table.element())));
    }
}
