package io.affekt.inference;

import org.jspecify.annotations.Nullable;

/**
 * What the follower has to say.
 *
 * @param model name and version of the model that serves, such as {@code emotion:3}; null before the first
 * @param failure why the last model that was asked for does not serve; null if it does
 */
record ModelStatus(@Nullable String model, @Nullable String failure) {

    /** The version of the model that serves; 0 before the first. */
    int version() {
        return model == null ? 0 : Integer.parseInt(model.substring(model.lastIndexOf(':') + 1));
    }
}
