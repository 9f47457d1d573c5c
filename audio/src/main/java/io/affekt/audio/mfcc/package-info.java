/** Mel frequency cepstral coefficients as librosa computes them, and the grammar that names their settings. */
@NullMarked
package io.affekt.audio.mfcc;

import org.jspecify.annotations.NullMarked;
