package io.affekt.trainer.training;

import io.affekt.model.Architecture;

/**
 * What to train.
 *
 * @param name the model
 * @param architecture the network
 * @param epochs passes over the windows
 * @param seed seed of everything random
 * @param search how many settings a random search draws before the training; 0 for none
 * @param actor who asks
 */
public record TrainingRequest(String name, Architecture architecture, int epochs, long seed, int search, String actor) {

    public TrainingRequest {
        if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A model's name has lower-case letters, digits and hyphens, not '" + name + "'");
        }
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("Epochs must be from 1 to 10000, not " + epochs);
        }
        if (search < 0 || search > 1000) {
            throw new IllegalArgumentException("A search draws from 0 to 1000 settings, not " + search);
        }
    }
}
