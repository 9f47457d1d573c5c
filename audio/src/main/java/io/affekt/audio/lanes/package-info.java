/**
 * What the fast paths share: which vector lanes there are, and how samples are laid out for them. For the packages of
 * the sound library alone. {@code jdk.incubator.vector} may be missing at run time; only {@link
 * io.affekt.audio.lanes.VectorModule} may be touched without asking it first.
 */
@NullMarked
package io.affekt.audio.lanes;

import org.jspecify.annotations.NullMarked;
