/** Reads recordings of every kind that a call centre has, as a stream and within limits; {@link io.affekt.audio.decode.Recording} is its door. */
@NullMarked
package io.affekt.audio.decode;

import org.jspecify.annotations.NullMarked;
