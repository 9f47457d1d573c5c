/** What people say of calls, on its way to {@code labels}. */
@NullMarked
package io.affekt.dashboard.labels;

import org.jspecify.annotations.NullMarked;
