/** What happens now, to all who look on. */
@NullMarked
package io.affekt.dashboard.live;

import org.jspecify.annotations.NullMarked;
