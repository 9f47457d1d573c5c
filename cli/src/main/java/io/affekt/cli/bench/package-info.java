/** {@code affekt bench}: starts the programs of the benchmarks module. */
@NullMarked
package io.affekt.cli.bench;

import org.jspecify.annotations.NullMarked;
