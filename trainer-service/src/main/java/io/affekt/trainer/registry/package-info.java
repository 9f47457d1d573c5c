/** Versions and aliases as the model topics tell them, and the only writer of both. Plain Java over Kafka. */
@NullMarked
package io.affekt.trainer.registry;

import org.jspecify.annotations.NullMarked;
