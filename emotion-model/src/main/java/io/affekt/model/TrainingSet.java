package io.affekt.model;

/**
 * Labelled windows to learn from, or to judge by. Copy 0 of a window is the original, the others are augmented.
 * Implementations may keep the matrices on disk; several threads read at once.
 */
public interface TrainingSet {

    int windows();

    Emotion emotion(int window);

    /** Who speaks. */
    String speaker(int window);

    /** The recording that the window was cut from: a clip's result is what its windows say together. */
    String clip(int window);

    /** How many copies of the window there are, the original among them. */
    int copies(int window);

    FeatureMatrix features(int window, int copy);
}
