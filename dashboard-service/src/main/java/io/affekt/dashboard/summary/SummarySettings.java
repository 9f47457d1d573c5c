package io.affekt.dashboard.summary;

import io.affekt.dashboard.alerts.AlertRule;
import java.time.Duration;
import java.util.List;

/**
 * What the topology does.
 *
 * @param every how often the summaries of calls that changed are made
 * @param rememberFor how long a call is kept after its last window: the retention of {@code predictions}
 * @param rules when a call is alerted
 */
public record SummarySettings(Duration every, Duration rememberFor, List<AlertRule> rules) {}
