package io.affekt.inference;

import io.affekt.model.EmotionClassifier;

/**
 * A model that is loaded and warm; owned by the one worker that it was built for.
 *
 * @param name the model
 * @param version its version
 * @param classifier the worker's private replica
 * @param closed told when it is closed
 */
record ServingModel(String name, int version, EmotionClassifier classifier, Runnable closed) implements AutoCloseable {

    @Override
    public void close() {
        classifier.close();
        closed.run();
    }
}
