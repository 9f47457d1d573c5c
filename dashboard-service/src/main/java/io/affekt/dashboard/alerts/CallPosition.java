package io.affekt.dashboard.alerts;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a call: {@code 30s} from its start, {@code -30s} before its end, or {@code 50%} of it.
 *
 * @param kind what the value counts
 * @param value milliseconds, or a share from 0 to 1
 * @param text as it was written
 */
public record CallPosition(Kind kind, double value, String text) {

    private static final Pattern PERCENT = Pattern.compile("(\\d+(?:\\.\\d+)?) ?%");

    /** The beginning. */
    public static final CallPosition START = parse("0%");

    /** The end. */
    public static final CallPosition END = parse("100%");

    /** What is counted. */
    public enum Kind {
        FROM_START,
        BEFORE_END,
        SHARE
    }

    /** @throws IllegalArgumentException with a sentence that says how it is written */
    public static CallPosition parse(String text) {
        Matcher percent = PERCENT.matcher(text.trim());
        if (percent.matches()) {
            double share = Double.parseDouble(percent.group(1)) / 100;
            if (share > 1) {
                throw wrong(text, null);
            }
            return new CallPosition(Kind.SHARE, share, text.trim());
        }
        boolean beforeEnd = text.trim().startsWith("-");
        String amount = text.trim().substring(beforeEnd ? 1 : 0).toUpperCase(Locale.ROOT);
        try {
            long ms = Duration.parse("PT" + amount).toMillis();
            return new CallPosition(beforeEnd ? Kind.BEFORE_END : Kind.FROM_START, ms, text.trim());
        } catch (DateTimeParseException e) {
            throw wrong(text, e);
        }
    }

    private static IllegalArgumentException wrong(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "'" + text + "' is not a place in a call; 30s, -30s (before its end) and 50% are examples", cause);
    }

    /** Whether it can be told only when the whole call is there. */
    boolean needsEnd() {
        return kind == Kind.BEFORE_END || (kind == Kind.SHARE && value > 0);
    }

    /** Whether it is where the call ends. */
    boolean isEnd() {
        return kind == Kind.SHARE && value == 1;
    }

    /** Milliseconds from the start of a call of this length. */
    long in(long callMs) {
        return switch (kind) {
            case FROM_START -> Math.min(callMs, (long) value);
            case BEFORE_END -> Math.max(0, callMs - (long) value);
            case SHARE -> Math.round(value * callMs);
        };
    }
}
