/** The sound of calls, while their topic keeps it. Used by the REST. */
@NullMarked
package io.affekt.dashboard.audio;

import org.jspecify.annotations.NullMarked;
