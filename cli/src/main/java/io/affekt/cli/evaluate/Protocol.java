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
 * @param seeds the seeds of the trainings, and of splits that are drawn
 */
record Protocol(
        Architecture architecture,
        FeatureSpecification specification,
        Split.By splitBy,
        Split.Song song,
        int epochs,
        Seeds seeds) {

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
        return "%s, %s, song %s, %d epochs, seed %s"
                .formatted(
                        architecture.label(),
                        switch (splitBy) {
                            case random -> "random split (the same speakers on both sides)";
                            case speakers -> "speakers split (no speaker on both sides)";
                            case inner -> "inner split (speakers of the training folds, to choose settings by)";
                        },
                        song,
                        epochs,
                        seeds);
    }
}
