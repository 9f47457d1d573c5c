/** Changes of a window's sound under which its emotion stays the same. */
@NullMarked
package io.affekt.audio.augment;

import org.jspecify.annotations.NullMarked;
