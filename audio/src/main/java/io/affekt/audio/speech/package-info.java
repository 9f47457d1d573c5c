/** What a window's sound is: how loud, and how much of it is speech. */
@NullMarked
package io.affekt.audio.speech;

import org.jspecify.annotations.NullMarked;
