package io.affekt.cli.evaluate;

import io.affekt.audio.Windows;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.model.Architecture;
import io.affekt.model.TrainingSettings;

/**
 * What is evaluated, and how.
 *
 * @param architecture what is trained
 * @param specification the features that it reads
 * @param splitBy how clips are divided
 * @param song what is done with sung clips
 * @param epochs passes over the windows
 * @param seeds how many seeds, from 1
 */
record Protocol(
        Architecture architecture,
        FeatureSpecification specification,
        Split.By splitBy,
        Split.Song song,
        int epochs,
        int seeds) {

    TrainingSettings settings(long seed) {
        return TrainingSettings.of(
                architecture, specification.id(), specification.frames(Windows.WINDOW_SAMPLES), epochs, seed);
    }

    /** A name for files. */
    String name() {
        return architecture.label() + "-" + splitBy;
    }

    /** In a line, for people. */
    String description() {
        return "%s, %s, song %s, %d epochs, %d seed%s"
                .formatted(
                        architecture.label(),
                        switch (splitBy) {
                            case random -> "random split (the same speakers on both sides)";
                            case speakers -> "speakers split (no speaker on both sides)";
                            case inner -> "inner split (speakers of the training folds, to choose settings by)";
                        },
                        song,
                        epochs,
                        seeds,
                        seeds == 1 ? "" : "s");
    }
}
