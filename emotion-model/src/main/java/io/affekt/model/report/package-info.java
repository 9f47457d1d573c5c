/**
 * What is known of a model, for people to read: one HTML page that needs nothing beside itself, and a model card in
 * Markdown. Anybody may call {@link io.affekt.model.report.HtmlReport}, {@link io.affekt.model.report.ComparisonReport} and
 * {@link io.affekt.model.report.ModelCard}; the same input gives the same bytes.
 */
@NullMarked
package io.affekt.model.report;

import org.jspecify.annotations.NullMarked;
