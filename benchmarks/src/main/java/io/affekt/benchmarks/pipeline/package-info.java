/** The pipeline benchmark: real processes under a generated load, with the ledger on. */
@NullMarked
package io.affekt.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
