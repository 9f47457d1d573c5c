package io.affekt.model;

/**
 * Labelled windows to learn from. Copy 0 of a window is the original, the others are augmented. Implementations may keep
 * the matrices on disk; they are read by one thread.
 */
public interface TrainingSet {

    int windows();

    Emotion emotion(int window);

    /** How many copies of the window there are, the original among them. */
    int copies(int window);

    FeatureMatrix features(int window, int copy);
}
