package io.affekt.features.labels;

import io.affekt.schemas.Keys;
import io.affekt.schemas.Label;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the key of a label says: who means which span.
 *
 * @param callId the call
 * @param channel its channel
 * @param startMs where the span starts, milliseconds
 * @param endMs where it ends
 * @param annotator who says so
 */
record LabelKey(String callId, int channel, long startMs, long endMs, String annotator) {

    private static final Pattern FORM =
            Pattern.compile("(" + Keys.CALL_ID.pattern() + ")/(\\d{1,4})/(\\d{1,9})-(\\d{1,9})/(.{1,200})");

    /** @throws IllegalArgumentException with a message fit for people */
    static LabelKey parse(String key) {
        Matcher matcher = FORM.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a label's key is call/channel/start-end/annotator");
        }
        LabelKey parsed = new LabelKey(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4)),
                matcher.group(5));
        if (parsed.endMs <= parsed.startMs) {
            throw new IllegalArgumentException("the span of a label must end after its start");
        }
        return parsed;
    }

    /** Whether a label says the same of itself. */
    boolean fits(Label label) {
        return new LabelKey(
                        label.getCallId(),
                        label.getChannel(),
                        label.getStartMs(),
                        label.getEndMs(),
                        label.getAnnotator())
                .equals(this);
    }

    /** Whether the span covers at least two thirds of another of the same channel. */
    boolean covers(long otherStartMs, long otherEndMs) {
        long covered = Math.min(endMs, otherEndMs) - Math.max(startMs, otherStartMs);
        return 3 * covered >= 2 * (otherEndMs - otherStartMs);
    }
}
