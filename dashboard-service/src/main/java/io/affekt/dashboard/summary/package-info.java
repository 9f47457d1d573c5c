/**
 * Predictions to summaries of calls, on Kafka Streams. {@code Summarizer} is the plain rule; {@code SummaryTopology} a pure
 * function from settings to a topology.
 */
@NullMarked
package io.affekt.dashboard.summary;

import org.jspecify.annotations.NullMarked;
