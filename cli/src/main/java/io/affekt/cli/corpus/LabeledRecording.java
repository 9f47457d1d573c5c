package io.affekt.cli.corpus;

import io.affekt.model.Emotion;
import java.nio.file.Path;
import java.util.Map;

/**
 * A recording of one speaker in one emotion.
 *
 * @param file the recording
 * @param name what it is called; no other of its corpus is called so
 * @param emotion its label
 * @param speaker who speaks
 * @param song whether it is sung
 * @param groups what else is known of it, such as {@code gender} and {@code intensity}: figures are broken down by these
 */
public record LabeledRecording(
        Path file, String name, Emotion emotion, String speaker, boolean song, Map<String, String> groups) {}
