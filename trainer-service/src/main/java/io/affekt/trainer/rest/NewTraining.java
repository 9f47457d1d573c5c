package io.affekt.trainer.rest;

import io.affekt.model.Architecture;
import io.affekt.trainer.training.TrainingRequest;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants trained; all of it has a default.
 *
 * @param name the model; {@code emotion} if not given
 * @param architecture the network; {@code ensemble} if not given
 * @param epochs passes over the windows; what suits the network if not given
 * @param seed seed of everything random; 1 if not given
 * @param search how many settings a random search draws before the training; 0, no search, if not given
 * @param actor who asks; {@code unknown} if not given
 */
public record NewTraining(
        @Nullable String name,
        @Nullable String architecture,
        @Nullable Integer epochs,
        @Nullable Long seed,
        @Nullable Integer search,
        @Nullable String actor) {

    /** @throws IllegalArgumentException with a message fit for people */
    public TrainingRequest toRequest() {
        Architecture network = architecture == null ? Architecture.DEFAULT : Architecture.named(architecture);
        return new TrainingRequest(
                name == null ? "emotion" : name,
                network,
                epochs == null ? network.defaultEpochs() : epochs,
                seed == null ? 1 : seed,
                search == null ? 0 : search,
                actor == null ? "unknown" : actor);
    }
}
