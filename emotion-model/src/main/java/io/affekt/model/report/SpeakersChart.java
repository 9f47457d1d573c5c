package io.affekt.model.report;

import io.affekt.model.evaluation.GroupFigures;
import java.util.Arrays;
import java.util.List;

/**
 * The UAR of each speaker as dots on one line, stacked where they meet; the ends of it by name. Where stacks would grow too
 * high, a dot is several speakers.
 */
final class SpeakersChart {

    private static final double DOT = 10;
    private static final double LEFT = 12;
    /** Of a letter, about. */
    private static final double LETTER = 6.8;

    private static final int LETTERS = 16;
    private static final double ABOVE = 42;
    private static final int TALLEST = 24;

    private SpeakersChart() {}

    /** @param speakers sorted by their UAR, at least one */
    static Element of(List<GroupFigures> speakers, double all, double chance) {
        int perDot = speakersPerDot(speakers);
        int[] stacked = Arrays.stream(speakersByColumn(speakers))
                .map(count -> (count + perDot - 1) / perDot)
                .toArray();
        Scale x = scale();
        double line = ABOVE + DOT * highest(stacked) + 4;
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
        for (int column = 0; column < stacked.length; column++) {
            for (int dot = 0; dot < stacked[column]; dot++) {
                svg.add(Svg.circle(centre(column), line - DOT / 2 - 1 - DOT * dot, DOT / 2 - 0.7, "dot"));
            }
        }
        name(svg, first, x, line, stacked);
        if (middle(last, x) - width(last) / 2 > middle(first, x) + width(first) / 2) {
            name(svg, last, x, line, stacked);
        }
        return svg;
    }

    /** What the speakers are compared with. */
    private static void mark(Element svg, double x, double line, String name) {
        svg.add(Svg.line(x, 18, x, line, "reference"));
        svg.add(Svg.text(x, 12, "middle", "note", name));
    }

    /** Above whatever is stacked under the name. */
    private static void name(Element svg, GroupFigures speaker, Scale x, double line, int[] stacked) {
        double middle = middle(speaker, x);
        int highest = 0;
        for (int column = 0; column < stacked.length; column++) {
            if (Math.abs(centre(column) - middle) < width(speaker) / 2 + DOT) {
                highest = Math.max(highest, stacked[column]);
            }
        }
        double foot = line - DOT * highest - 8;
        double dot = centre(column(x, speaker));
        svg.add(Svg.line(dot, foot + 3, dot, line - DOT * stacked[column(x, speaker)] - 2, "axis"));
        svg.add(Svg.text(middle, foot, "middle", "note", shortened(speaker.value())));
    }

    /** Over its dot, but within the drawing. */
    private static double middle(GroupFigures speaker, Scale x) {
        double half = width(speaker) / 2;
        return Math.max(half, Math.min(Plot.WIDTH - half, centre(column(x, speaker))));
    }

    private static double width(GroupFigures speaker) {
        return LETTER * shortened(speaker.value()).length() + LETTER;
    }

    private static String shortened(String name) {
        return name.length() <= LETTERS ? name : name.substring(0, LETTERS - 1) + "…";
    }

    private static double centre(int column) {
        return column * DOT + LEFT;
    }

    /** How many speakers a dot is, at most. */
    static int speakersPerDot(List<GroupFigures> speakers) {
        return 1 + (highest(speakersByColumn(speakers)) - 1) / TALLEST;
    }

    private static int[] speakersByColumn(List<GroupFigures> speakers) {
        Scale x = scale();
        int[] counts = new int[(int) Plot.WIDTH];
        speakers.forEach(speaker -> counts[column(x, speaker)]++);
        return counts;
    }

    private static int highest(int[] columns) {
        return Arrays.stream(columns).max().orElseThrow();
    }

    private static Scale scale() {
        return new Scale(0, 1, LEFT, Plot.WIDTH - LEFT);
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
