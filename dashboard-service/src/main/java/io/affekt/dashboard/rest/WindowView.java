package io.affekt.dashboard.rest;

import io.affekt.schemas.Prediction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A prediction, field by field as in the topic. */
public record WindowView(
        String predictionId,
        String callId,
        int channel,
        String role,
        int windowIndex,
        long startMs,
        long endMs,
        Instant recordedAt,
        Instant producedAt,
        @Nullable String emotion,
        @Nullable Float confidence,
        @Nullable String abstainReason,
        @Nullable Float pNeutral,
        @Nullable Float pCalm,
        @Nullable Float pHappy,
        @Nullable Float pSad,
        @Nullable Float pAngry,
        @Nullable Float pFearful,
        @Nullable Float pDisgust,
        @Nullable Float pSurprised,
        @Nullable Float speechRatio,
        @Nullable Float loudnessDbfs,
        @Nullable Float pitchHz,
        String modelName,
        int modelVersion,
        String featureSpecification) {

    public static WindowView of(Prediction window) {
        return new WindowView(
                window.getPredictionId(),
                window.getCallId(),
                window.getChannel(),
                window.getRole().name(),
                window.getWindowIndex(),
                window.getStartMs(),
                window.getEndMs(),
                window.getRecordedAt(),
                window.getProducedAt(),
                name(window.getEmotion()),
                window.getConfidence(),
                name(window.getAbstainReason()),
                window.getPNeutral(),
                window.getPCalm(),
                window.getPHappy(),
                window.getPSad(),
                window.getPAngry(),
                window.getPFearful(),
                window.getPDisgust(),
                window.getPSurprised(),
                window.getSpeechRatio(),
                window.getLoudnessDbfs(),
                window.getPitchHz(),
                window.getModelName(),
                window.getModelVersion(),
                window.getFeatureSpecification());
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
