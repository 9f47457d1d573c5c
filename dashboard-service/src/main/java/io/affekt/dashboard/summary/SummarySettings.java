package io.affekt.dashboard.summary;

import java.time.Duration;

/**
 * What the topology does.
 *
 * @param every how often the summaries of calls that changed are made
 * @param rememberFor how long a call is kept after its last window: the retention of {@code predictions}
 */
public record SummarySettings(Duration every, Duration rememberFor) {}
