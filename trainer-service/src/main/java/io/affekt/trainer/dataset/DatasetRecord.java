package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;

/**
 * One record of {@code labeled-features}, without its matrix.
 *
 * @param key call, channel, window and augmentation, joined by slashes
 * @param emotion the label
 * @param speaker who speaks; the call id where nobody said
 * @param heldOut whether models are judged on the speaker, and never trained
 * @param frames frames of the matrix
 * @param coefficients coefficients in a frame
 */
public record DatasetRecord(
        String key, Emotion emotion, String speaker, boolean heldOut, int frames, int coefficients) {

    private static final int PARTS = 4;

    public String call() {
        return part(0);
    }

    public int channel() {
        return Integer.parseInt(part(1));
    }

    /** Index of the window in its call. */
    public int window() {
        return Integer.parseInt(part(2));
    }

    /** How the audio was changed; {@code none} for the original. */
    public String augmentation() {
        return part(PARTS - 1);
    }

    private String part(int i) {
        return key.split("/", PARTS)[i];
    }
}
