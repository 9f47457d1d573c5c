package io.affekt.trainer.rest;

import io.affekt.schemas.ModelMetrics;
import io.affekt.schemas.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model, without its archive.
 *
 * @param metrics null where it was not evaluated
 * @param aliases the aliases that point at it
 */
public record ModelView(
        String name,
        int version,
        Instant createdAt,
        String architecture,
        String featureSpecification,
        String archiveSha256,
        @Nullable Metrics metrics,
        Lineage lineage,
        List<String> aliases) {

    /** How it did on held-out speakers, original windows. */
    public record Metrics(
            int windows, double accuracy, double uar, double macroF1, double ece, List<List<Integer>> confusion) {}

    /** Where it came from. */
    public record Lineage(
            Map<String, Long> endOffsets,
            String datasetSha256,
            int windows,
            List<String> heldOutSpeakers,
            long seed,
            Map<String, String> parameters,
            String codeVersion) {}

    static ModelView of(ModelVersion version, List<String> aliases) {
        ModelMetrics m = version.getMetrics();
        io.affekt.schemas.Lineage l = version.getLineage();
        return new ModelView(
                version.getName(),
                version.getVersion(),
                version.getCreatedAt(),
                version.getArchitecture(),
                version.getFeatureSpecification(),
                version.getArchiveSha256(),
                m == null
                        ? null
                        : new Metrics(
                                m.getWindows(),
                                m.getAccuracy(),
                                m.getUar(),
                                m.getMacroF1(),
                                m.getEce(),
                                m.getConfusion()),
                new Lineage(
                        l.getEndOffsets(),
                        l.getDatasetSha256(),
                        l.getWindows(),
                        l.getHeldOutSpeakers(),
                        l.getSeed(),
                        l.getParameters(),
                        l.getCodeVersion()),
                aliases);
    }
}
