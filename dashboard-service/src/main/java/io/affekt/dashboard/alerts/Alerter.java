package io.affekt.dashboard.alerts;

import io.affekt.schemas.Alert;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Raises each rule's alert once for each call: what was raised is kept in a store. Used by one stream task. */
public final class Alerter {

    private final List<AlertRule> rules;
    private final KeyValueStore<String, byte[]> raised;
    private final AvroSerde<Alert> serde = Topics.ALERTS.serde();

    /** @param raised alerts by their ids */
    public Alerter(List<AlertRule> rules, KeyValueStore<String, byte[]> raised) {
        this.rules = rules;
        this.raised = raised;
    }

    /** The alerts that are due for a call and were not raised before, serialized. */
    public List<byte[]> due(CallSummary summary, List<Prediction> windows, Instant now) {
        List<byte[]> due = new ArrayList<>();
        for (AlertRule rule : rules) {
            if (raised.get(rule.alertId(summary.getCallId())) == null) {
                RuleCheck.check(rule, summary, windows, now).ifPresent(alert -> {
                    byte[] bytes = serde.serialize(Topics.ALERTS.name(), alert);
                    raised.put(alert.getAlertId(), bytes);
                    due.add(bytes);
                });
            }
        }
        return due;
    }

    /** Forgets what was raised for a call. */
    public void forget(String callId) {
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all =
                raised.range(AlertRule.firstAlertId(callId), AlertRule.behindAlertIds(callId))) {
            all.forEachRemaining(entry -> ids.add(entry.key));
        }
        ids.forEach(raised::delete);
    }
}
