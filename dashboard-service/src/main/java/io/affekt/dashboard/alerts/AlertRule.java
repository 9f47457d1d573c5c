package io.affekt.dashboard.alerts;

import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * When a call is alerted.
 *
 * @param name the rule
 * @param emotions what is looked for: any of them
 * @param role who is looked at; everybody if empty
 * @param share the least share of the certain speech in the span, over 0 to 1
 * @param duration the least length of one stretch in the span; exactly one of share and duration is given
 * @param from where the span starts
 * @param to where it ends
 * @param negated whether the alert is that it does not hold; then it waits for the end of the span
 */
public record AlertRule(
        String name,
        Set<Emotion> emotions,
        Optional<ChannelRole> role,
        OptionalDouble share,
        Optional<Duration> duration,
        CallPosition from,
        CallPosition to,
        boolean negated) {

    public AlertRule {
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("A rule's name matches [A-Za-z0-9._-]{1,100}, not '" + name + "'");
        }
        if (emotions.isEmpty()) {
            throw wrong(name, "it names no emotion");
        }
        if (share.isPresent() == duration.isPresent()) {
            throw wrong(name, "it needs either a share or a duration");
        }
        if (share.isPresent() && !(share.getAsDouble() > 0 && share.getAsDouble() <= 1)) {
            throw wrong(name, "its share must be over 0 and at most 1, not " + share.getAsDouble());
        }
        if (duration.isPresent()
                && (duration.get().isNegative() || duration.get().isZero())) {
            throw wrong(name, "its duration must be positive, not " + duration.get());
        }
        emotions = Set.copyOf(emotions);
    }

    private static IllegalArgumentException wrong(String name, String why) {
        return new IllegalArgumentException("Alert rule " + name + " cannot be right: " + why);
    }

    /** The id of this rule's alert for a call. */
    String alertId(String callId) {
        return firstAlertId(callId) + name;
    }

    /** No alert id of a call is before this. */
    public static String firstAlertId(String callId) {
        return callId + "/";
    }

    /** Every alert id of a call is before this, and none of another call between: it is what follows the slash. */
    public static String behindAlertIds(String callId) {
        return callId + "0";
    }

    /** The rule as a sentence. */
    String sentence() {
        String who = role.map(ChannelRole::name).orElse("anybody");
        String what = new TreeSet<>(emotions).stream().map(Emotion::name).collect(Collectors.joining(" or "));
        String much = share.isPresent()
                ? "%.0f %% of the speech".formatted(100 * share.getAsDouble())
                : duration.orElseThrow().toMillis() / 1000.0 + " s at a stretch";
        return "%s %s %s for at least %s, from %s to %s of the call"
                .formatted(who, negated ? "is not" : "is", what, much, from.text(), to.text());
    }

    /** Whether a span must be whole before the rule can be told: a share may still fall, and what is absent may still come. */
    boolean waits() {
        return negated || share.isPresent();
    }
}
