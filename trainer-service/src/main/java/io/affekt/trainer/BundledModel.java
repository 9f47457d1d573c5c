package io.affekt.trainer;

import io.affekt.schemas.ModelVersion;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The default model that comes with the service: a {@code ModelVersion} record as the trainer once published it. */
final class BundledModel {

    private static final String RESOURCE = "/default-model/model-version.avro";

    private BundledModel() {}

    static Optional<ModelVersion> read() {
        try (InputStream in = BundledModel.class.getResourceAsStream(RESOURCE)) {
            return in == null
                    ? Optional.empty()
                    : Optional.ofNullable(Topics.MODEL_VERSIONS.serde().deserialize(RESOURCE, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the bundled model", e);
        }
    }
}
