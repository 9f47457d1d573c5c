package io.affekt.cli.corpus;

import io.affekt.model.Emotion;
import java.nio.file.Path;
import java.util.Map;

/**
 * A recording of one speaker in one emotion.
 *
 * @param file the recording
 * @param emotion its label
 * @param speaker who speaks
 * @param song whether it is sung
 * @param groups what else is known of it, such as {@code gender} and {@code intensity}: figures are broken down by these
 */
public record LabeledRecording(Path file, Emotion emotion, String speaker, boolean song, Map<String, String> groups) {

    /** The file's name without its ending. */
    public String name() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
