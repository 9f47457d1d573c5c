package io.affekt.inference;

import io.affekt.model.EmotionClassifier;

/**
 * A model that is loaded and warm; owned by the one worker that it was built for.
 *
 * @param name the model
 * @param version its version
 * @param classifier the worker's private replica
 */
record ServingModel(String name, int version, EmotionClassifier classifier) implements AutoCloseable {

    @Override
    public void close() {
        classifier.close();
    }
}
