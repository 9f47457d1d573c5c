package io.affekt.model.report;

import io.affekt.model.evaluation.GroupFigures;
import java.util.List;

/** The UAR of each speaker as dots on one line, stacked where they meet; the ends of it by name. */
final class SpeakersChart {

    private static final double DOT = 10;
    private static final double LEFT = 12;
    private static final double ABOVE = 42;

    private SpeakersChart() {}

    /** @param speakers sorted by their UAR, at least one */
    static Element of(List<GroupFigures> speakers, double all, double chance) {
        Scale x = new Scale(0, 1, LEFT, Plot.WIDTH - LEFT);
        int[] stacked = new int[(int) Plot.WIDTH];
        double line = ABOVE + DOT * highest(speakers, x) + 4;
        GroupFigures first = speakers.get(0);
        GroupFigures last = speakers.get(speakers.size() - 1);
        Element svg = Svg.drawing(Plot.WIDTH, line + 40, label(first, last, speakers.size()))
                .styled("chart");
        mark(svg, x.at(all), line, "all " + Numbers.roundPercent(all));
        mark(svg, x.at(chance), line, "chance");
        svg.add(Svg.line(x.at(0), line, x.at(1), line, "axis"));
        for (double tick : x.ticks(5)) {
            svg.add(Svg.line(x.at(tick), line, x.at(tick), line + 4, "axis"));
            svg.add(Svg.text(x.at(tick), line + 17, anchor(tick), "tick", Numbers.roundPercent(tick)));
        }
        svg.add(Svg.text(x.at(1), line + 34, "end", "title", "UAR of the speaker"));
        for (GroupFigures speaker : speakers) {
            int column = column(x, speaker);
            double y = line - DOT / 2 - 1 - DOT * stacked[column]++;
            svg.add(Svg.circle(column * DOT + LEFT, y, DOT / 2 - 0.7, "dot"));
            if (speaker == first || (speaker == last && column(x, first) + 12 < column)) {
                svg.add(Svg.text(column * DOT + LEFT, y - 9, "middle", "note", speaker.value()));
            }
        }
        return svg;
    }

    private static void mark(Element svg, double x, double line, String name) {
        svg.add(Svg.line(x, 18, x, line, "reference"));
        svg.add(Svg.text(x, 12, "middle", "note", name));
    }

    private static int highest(List<GroupFigures> speakers, Scale x) {
        int[] stacked = new int[(int) Plot.WIDTH];
        int highest = 0;
        for (GroupFigures speaker : speakers) {
            highest = Math.max(highest, ++stacked[column(x, speaker)]);
        }
        return highest;
    }

    private static int column(Scale x, GroupFigures speaker) {
        return (int) Math.round((x.at(speaker.uar()) - LEFT) / DOT);
    }

    private static String anchor(double tick) {
        return tick == 0 ? "start" : tick > 0.99 ? "end" : "middle";
    }

    private static String label(GroupFigures first, GroupFigures last, int speakers) {
        return "UAR of " + Numbers.count(speakers, "speaker", "speakers") + ": from " + Numbers.percent(first.uar())
                + " % (" + first.value() + ") to " + Numbers.percent(last.uar()) + " % (" + last.value() + ").";
    }
}
