/**
 * The sound library: decoding, resampling to 16 kHz, MFCC as librosa computes them, windows, speech and loudness, and
 * audio augmentation. Plain Java: it knows no framework and no Kafka. Samples are {@code float} in [-1, 1). This package
 * holds what the others share and depends on none of them.
 */
@NullMarked
package io.affekt.audio;

import org.jspecify.annotations.NullMarked;
