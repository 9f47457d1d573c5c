/** The scientific protocol without Kafka: the windows and features of the pipeline, split, trained and judged in memory. */
@NullMarked
package io.affekt.cli.evaluate;

import org.jspecify.annotations.NullMarked;
