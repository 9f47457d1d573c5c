package io.affekt.model;

import java.util.List;
import java.util.Locale;

/** The eight emotions of RAVDESS, in its order; the order of every posterior. */
public enum Emotion {
    NEUTRAL,
    CALM,
    HAPPY,
    SAD,
    ANGRY,
    FEARFUL,
    DISGUST,
    SURPRISED;

    public static final List<Emotion> ALL = List.of(values());

    /** The name that people and topics read, such as {@code angry}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException with a message fit for people */
    public static Emotion named(String label) {
        for (Emotion emotion : ALL) {
            if (emotion.label().equals(label)) {
                return emotion;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is not an emotion; the emotions are "
                + String.join(", ", ALL.stream().map(Emotion::label).toList()));
    }
}
