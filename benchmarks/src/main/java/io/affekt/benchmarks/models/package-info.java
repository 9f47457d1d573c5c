/** Models that a benchmark or a fault test puts into service. */
@NullMarked
package io.affekt.benchmarks.models;

import org.jspecify.annotations.NullMarked;
