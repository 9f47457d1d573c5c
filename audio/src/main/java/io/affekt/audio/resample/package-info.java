/** Changes of the sample rate, chunk by chunk. */
@NullMarked
package io.affekt.audio.resample;

import org.jspecify.annotations.NullMarked;
