package io.affekt.cli.corpus;

import io.affekt.model.Emotion;
import java.nio.file.Path;

/**
 * A recording of one speaker in one emotion.
 *
 * @param file the recording
 * @param emotion its label
 * @param speaker who speaks
 * @param song whether it is sung
 */
public record LabeledRecording(Path file, Emotion emotion, String speaker, boolean song) {

    /** The file's name without its ending. */
    public String name() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
