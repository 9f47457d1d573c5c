package io.affekt.schemas;

import io.affekt.schemas.Topic.Cleanup;
import java.time.Duration;
import java.util.List;

/** The catalogue: every topic of the platform, defined once. */
public final class Topics {

    /**
     * Partitions of every topic that is placed by call id: the cap on useful instances of a service. The same for all of
     * them, so that a call has one partition number everywhere.
     */
    public static final int PARTITIONS = 12;

    /** The largest archive that is published; over it publishing is refused. */
    public static final int MAX_ARCHIVE_BYTES = 12 << 20;

    private static final int MIB = 1 << 20;

    public static final Topic<Call> CALLS = new Topic<>("calls", Call.class, PARTITIONS, Cleanup.COMPACT, null, MIB);
    public static final Topic<AudioChunk> AUDIO_CHUNKS =
            new Topic<>("audio-chunks", AudioChunk.class, PARTITIONS, Cleanup.DELETE, Duration.ofHours(24), MIB);
    public static final Topic<MfccVector> MFCC_VECTORS =
            new Topic<>("mfcc-vectors", MfccVector.class, PARTITIONS, Cleanup.DELETE, Duration.ofDays(7), MIB);
    public static final Topic<Prediction> PREDICTIONS =
            new Topic<>("predictions", Prediction.class, PARTITIONS, Cleanup.DELETE, Duration.ofDays(30), MIB);
    public static final Topic<Label> LABELS =
            new Topic<>("labels", Label.class, PARTITIONS, Cleanup.COMPACT, null, MIB);
    public static final Topic<LabeledFeatures> LABELED_FEATURES =
            new Topic<>("labeled-features", LabeledFeatures.class, PARTITIONS, Cleanup.COMPACT, null, MIB);
    public static final Topic<ModelVersion> MODEL_VERSIONS =
            new Topic<>("model-versions", ModelVersion.class, 1, Cleanup.COMPACT, null, 16 * MIB);
    public static final Topic<ModelAlias> MODEL_ALIASES =
            new Topic<>("model-aliases", ModelAlias.class, 1, Cleanup.DELETE, null, MIB);
    public static final Topic<CallSummary> CALL_SUMMARIES =
            new Topic<>("call-summaries", CallSummary.class, PARTITIONS, Cleanup.COMPACT, null, MIB);
    public static final Topic<Alert> ALERTS =
            new Topic<>("alerts", Alert.class, PARTITIONS, Cleanup.DELETE, Duration.ofDays(30), MIB);
    public static final Topic<?> DEAD_LETTERS =
            new Topic<>("dead-letters", null, PARTITIONS, Cleanup.DELETE, Duration.ofDays(30), 16 * MIB);

    public static final List<Topic<?>> ALL = List.of(
            CALLS,
            AUDIO_CHUNKS,
            MFCC_VECTORS,
            PREDICTIONS,
            LABELS,
            LABELED_FEATURES,
            MODEL_VERSIONS,
            MODEL_ALIASES,
            CALL_SUMMARIES,
            ALERTS,
            DEAD_LETTERS);

    private Topics() {}
}
