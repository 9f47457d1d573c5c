package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;

/**
 * One record of {@code labeled-features}; its matrix is on disk.
 *
 * @param call the call that it is of
 * @param emotion the label
 * @param speaker who speaks; the call id where nobody said
 * @param augmentation {@code none} for the original
 * @param position where the matrix starts in the file, bytes
 * @param frames frames of the matrix
 * @param coefficients coefficients in a frame
 */
record LabeledWindow(
        String call,
        Emotion emotion,
        String speaker,
        String augmentation,
        long position,
        int frames,
        int coefficients) {

    boolean original() {
        return augmentation.equals("none");
    }
}
