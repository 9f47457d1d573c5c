/** Rules over the predictions of a call, and the alerts that come of them. Used by the topology. */
@NullMarked
package io.affekt.dashboard.alerts;

import org.jspecify.annotations.NullMarked;
