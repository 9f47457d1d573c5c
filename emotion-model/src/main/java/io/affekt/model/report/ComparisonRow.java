package io.affekt.model.report;

/**
 * A claim beside what was measured.
 *
 * @param what what is compared, such as {@code CNN-1D, random split}
 * @param claimed the figure that others name
 * @param measured the figure that was found here
 * @param remark how the two differ in their making; may be empty
 */
public record ComparisonRow(String what, String claimed, String measured, String remark) {}
