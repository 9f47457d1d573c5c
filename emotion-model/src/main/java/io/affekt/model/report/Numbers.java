package io.affekt.model.report;

import io.affekt.model.evaluation.Interval;
import io.affekt.model.evaluation.MeanOverSeeds;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them: shares in percent with one decimal, a real minus sign, a dash where there is none. */
final class Numbers {

    static final String NONE = "–";

    private Numbers() {}

    /** A share in percent, without the sign. */
    static String percent(double share) {
        return decimal(100 * share, 1);
    }

    /** A share in whole percent, with the sign. */
    static String roundPercent(double share) {
        return decimal(100 * share, 0) + " %";
    }

    /** A difference of shares in percentage points, signed. */
    static String points(double difference) {
        String points = percent(difference);
        return difference > 0 && !points.equals("0.0") ? "+" + points : points;
    }

    static String decimal(double value, int decimals) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero ? text.replace("-", "") : text.replace('-', '−');
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String count(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    /** Such as {@code 57.2 ± 0.8 %}. */
    static String withDeviation(MeanOverSeeds figure) {
        String deviation = figure.seeds() == 1 ? "" : " ± " + percent(figure.deviation());
        return percent(figure.mean()) + deviation + " %";
    }

    /** Such as {@code 53.1–61.4}, in percent. */
    static String interval(@Nullable Interval interval) {
        return interval == null ? NONE : percent(interval.low()) + "–" + percent(interval.high());
    }
}
