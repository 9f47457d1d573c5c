/** From a recording to the topics: spool, check, publish, and what is known of each call. Plain Java over Kafka. */
@NullMarked
package io.affekt.ingest.calls;

import org.jspecify.annotations.NullMarked;
