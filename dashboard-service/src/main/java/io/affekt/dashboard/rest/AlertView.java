package io.affekt.dashboard.rest;

import io.affekt.schemas.Alert;
import java.time.Instant;
import java.util.List;

/** An alert, field by field as in the topic. */
public record AlertView(
        String alertId,
        String callId,
        String rule,
        String condition,
        long startMs,
        long endMs,
        double measured,
        List<String> evidence,
        Instant raisedAt) {

    static AlertView of(Alert alert) {
        return new AlertView(
                alert.getAlertId(),
                alert.getCallId(),
                alert.getRule(),
                alert.getCondition(),
                alert.getStartMs(),
                alert.getEndMs(),
                alert.getMeasured(),
                alert.getEvidence(),
                alert.getRaisedAt());
    }
}
