/** The local platform: Kafka and the services as child processes, and how to reach them. */
@NullMarked
package io.affekt.cli.platform;

import org.jspecify.annotations.NullMarked;
