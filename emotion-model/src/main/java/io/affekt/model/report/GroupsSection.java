package io.affekt.model.report;

import io.affekt.model.evaluation.GroupFigures;
import io.affekt.model.evaluation.Headline;
import java.util.List;

/** Whom and what the model understands less well. */
final class GroupsSection {

    private GroupsSection() {}

    static Section of(Measured measured) {
        Headline headline = measured.headline();
        double all = headline.uar().mean();
        int emotions = measured.confusion().occurring().size();
        IntervalStrip strip = new IntervalStrip(all);
        Table table = new Table("Figures of each group")
                .texts("Group")
                .numbers("n", "UAR, %", "95 %")
                .texts("UAR from 0 to 100 %")
                .numbers("Difference, points", "Accuracy, %", "Speakers")
                .texts("Remark");
        table.row(
                "all",
                List.of(
                        Table.number(Numbers.count(headline.samples())),
                        Table.number(Numbers.percent(all)),
                        Table.number(Numbers.interval(headline.uarInterval())),
                        Table.drawing(strip.of(all, headline.uarInterval())),
                        Table.number(Numbers.NONE),
                        Table.number(Numbers.percent(headline.accuracy().mean())),
                        Table.number(Numbers.count(headline.speakers())),
                        Table.text("")));
        for (GroupFigures group : measured.groups()) {
            table.row(
                    group.attribute() + ": " + group.value(),
                    List.of(
                            Table.number(Numbers.count(group.samples())),
                            Table.number(Numbers.percent(group.uar())),
                            Table.number(Numbers.interval(group.uarInterval())),
                            Table.drawing(strip.of(group.uar(), group.uarInterval())),
                            Table.number(Numbers.points(group.uar() - all)),
                            Table.number(Numbers.percent(group.accuracy())),
                            Table.number(Numbers.count(group.speakers())),
                            Table.text(remark(group, emotions))));
        }
        return new Section(
                "groups",
                "Groups and conditions",
                List.of(
                        Section.paragraph(
                                "The hairline is the UAR of all, the difference is to it. An interval (bootstrap over the group's speakers)"
                                        + " that reaches over it is no evidence of a difference."),
                        table.element()));
    }

    /** What keeps the figures of a group from being compared. */
    static String remark(GroupFigures group, int emotions) {
        String small = group.small() ? "few: read with care" : "";
        String fewer =
                group.emotions() < emotions ? "only " + group.emotions() + " of " + emotions + " emotions occur" : "";
        return small.isEmpty() || fewer.isEmpty() ? small + fewer : small + "; " + fewer;
    }
}
