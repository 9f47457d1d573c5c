/** What a window's sound is: how loud, how much of it is speech, and at what pitch. */
@NullMarked
package io.affekt.audio.speech;

import org.jspecify.annotations.NullMarked;
