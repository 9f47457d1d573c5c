package io.affekt.trainer.training;

import io.affekt.model.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * What to train.
 *
 * @param name the model; {@code emotion} if not given
 * @param architecture the network; {@code cnn1d} if not given
 * @param epochs passes over the windows; what suits the network if not given
 * @param seed seed of everything random; 1 if not given
 * @param actor who asks; {@code unknown} if not given
 */
public record TrainingRequest(
        @Nullable String name,
        @Nullable String architecture,
        @Nullable Integer epochs,
        @Nullable Long seed,
        @Nullable String actor) {

    public TrainingRequest {
        name = name == null ? "emotion" : name;
        architecture = architecture == null ? Architecture.CNN1D.label() : architecture;
        Architecture network = Architecture.named(architecture);
        epochs = epochs == null ? network.defaultEpochs() : epochs;
        seed = seed == null ? 1L : seed;
        actor = actor == null ? "unknown" : actor;
        if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A model's name has lower-case letters, digits and hyphens, not '" + name + "'");
        }
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("Epochs must be from 1 to 10000, not " + epochs);
        }
    }
}
