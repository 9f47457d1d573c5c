package io.affekt.features;

import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.mfcc.FeatureSpecification;
import java.time.Duration;
import java.util.List;

/**
 * What the topology does.
 *
 * @param specifications the active specifications: a matrix of each is in every vector
 * @param augmentations the copies that are made of labelled windows
 * @param idleAfter a call ends when no chunk has come for so long
 * @param rememberFor how long a channel's progress is kept after its last chunk, so that duplicates are known: the
 *     retention of {@code audio-chunks} and a day
 * @param maxGapChunks the longest gap that is filled with {@code gap} windows; a longer jump is refused
 */
public record FeatureSettings(
        List<FeatureSpecification> specifications,
        List<Augmentation> augmentations,
        Duration idleAfter,
        Duration rememberFor,
        int maxGapChunks) {

    public FeatureSettings {
        if (specifications.isEmpty()) {
            throw new IllegalArgumentException("At least one feature specification must be active");
        }
        for (FeatureSpecification specification : specifications) {
            if (specification.sampleRate() != Windows.SAMPLE_RATE) {
                throw new IllegalArgumentException(
                        specification.id() + " cannot be active: the sound inside is at 16000 Hz");
            }
        }
        specifications = List.copyOf(specifications);
        augmentations = List.copyOf(augmentations);
    }
}
