package io.affekt.trainer.registry;

import io.affekt.schemas.ModelVersion;

/**
 * A version and where it stands.
 *
 * @param version the version, its archive, report and card left out
 * @param offset its offset in {@code model-versions}
 */
public record RegisteredVersion(ModelVersion version, long offset) {}
