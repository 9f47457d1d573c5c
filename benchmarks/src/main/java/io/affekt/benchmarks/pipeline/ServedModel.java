package io.affekt.benchmarks.pipeline;

/**
 * A model that has been published.
 *
 * @param name what it is, for the table
 * @param version its version
 * @param offset where it stands in {@code model-versions}
 */
record ServedModel(String name, int version, long offset) {}
