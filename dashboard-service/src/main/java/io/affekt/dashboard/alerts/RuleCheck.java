package io.affekt.dashboard.alerts;

import io.affekt.schemas.Alert;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks whether a rule holds for a call. What comes out hangs on the windows alone, not on their order. */
final class RuleCheck {

    /** An alert is a record: it must not grow with the call. */
    private static final int MOST_EVIDENCE = 100;

    private RuleCheck() {}

    /**
     * The alert of a rule, if it holds now.
     *
     * @param summary of the call as it is now
     * @param windows its predictions, each once, in any order
     */
    static Optional<Alert> check(AlertRule rule, CallSummary summary, List<Prediction> windows, Instant now) {
        boolean complete = summary.getComplete();
        long reached = windows.stream().mapToLong(Prediction::getEndMs).max().orElse(0);
        long callMs = summary.getDurationMs() == null ? reached : summary.getDurationMs();
        boolean toNow = !rule.waits() && rule.to().isEnd();
        if (!complete && (rule.from().needsEnd() || (rule.to().needsEnd() && !toNow))) {
            return Optional.empty();
        }
        long from = rule.from().in(callMs);
        long to = toNow && !complete ? reached : rule.to().in(callMs);
        if (rule.waits() && !complete && !passed(rule, windows, to)) {
            return Optional.empty();
        }
        List<Prediction> inside = windows.stream()
                .filter(window -> rule.role().isEmpty() || rule.role().get() == window.getRole())
                .filter(window -> middle(window) >= from && middle(window) < to)
                .filter(RuleCheck::certain)
                .sorted(Comparator.comparingInt(Prediction::getChannel).thenComparingLong(Prediction::getStartMs))
                .toList();
        if (inside.isEmpty()) {
            // Of whom nothing certain was heard, nothing is said: not even that something was absent.
            return Optional.empty();
        }
        double measured = rule.share().isPresent() ? share(rule, inside) : longest(rule, inside);
        double least =
                rule.share().orElseGet(() -> rule.duration().orElseThrow().toMillis());
        if (measured >= least == rule.negated()) {
            return Optional.empty();
        }
        return Optional.of(Alert.newBuilder()
                .setAlertId(rule.alertId(summary.getCallId()))
                .setCallId(summary.getCallId())
                .setRule(rule.name())
                .setCondition(rule.sentence())
                .setStartMs(from)
                .setEndMs(to)
                .setMeasured(measured)
                .setEvidence(evidence(rule, inside))
                .setRaisedAt(now)
                .build());
    }

    /** Whether every channel that is looked at has windows to the end of the span. */
    private static boolean passed(AlertRule rule, List<Prediction> windows, long to) {
        List<Prediction> looked = windows.stream()
                .filter(window -> rule.role().isEmpty() || rule.role().get() == window.getRole())
                .toList();
        return !looked.isEmpty()
                && looked.stream().mapToInt(Prediction::getChannel).distinct().allMatch(channel -> looked.stream()
                        .anyMatch(window -> window.getChannel() == channel && middle(window) >= to));
    }

    private static double middle(Prediction window) {
        return (window.getStartMs() + window.getEndMs()) / 2.0;
    }

    private static boolean certain(Prediction window) {
        return window.getEmotion() != null && window.getAbstainReason() == null;
    }

    private static double share(AlertRule rule, List<Prediction> windows) {
        double all = 0;
        double borne = 0;
        for (Prediction window : windows) {
            double weight = (window.getSpeechRatio() == null ? 1 : window.getSpeechRatio())
                    * (window.getEndMs() - window.getStartMs());
            all += weight;
            borne += bears(rule, window.getEmotion()) ? weight : 0;
        }
        return all == 0 ? 0 : borne / all;
    }

    private static boolean bears(AlertRule rule, Emotion emotion) {
        return rule.emotions().contains(emotion);
    }

    /** The longest stretch of windows that bear the emotions, with nothing certain between that does not; milliseconds. */
    private static double longest(AlertRule rule, List<Prediction> windows) {
        long longest = 0;
        long since = -1;
        int channel = -1;
        for (Prediction window : windows) {
            if (window.getChannel() != channel || !bears(rule, window.getEmotion())) {
                since = -1;
                channel = window.getChannel();
            }
            if (bears(rule, window.getEmotion())) {
                since = since < 0 ? window.getStartMs() : since;
                longest = Math.max(longest, window.getEndMs() - since);
            }
        }
        return longest;
    }

    private static List<String> evidence(AlertRule rule, List<Prediction> inside) {
        List<String> evidence = new ArrayList<>();
        for (Prediction window : inside) {
            if (evidence.size() < MOST_EVIDENCE && (rule.negated() || bears(rule, window.getEmotion()))) {
                evidence.add(window.getPredictionId());
            }
        }
        return evidence;
    }
}
