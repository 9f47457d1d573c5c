/** How the platform does, as Kafka shows it. Used by the REST. */
@NullMarked
package io.affekt.dashboard.platform;

import org.jspecify.annotations.NullMarked;
