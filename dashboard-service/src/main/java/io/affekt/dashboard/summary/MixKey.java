package io.affekt.dashboard.summary;

import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.Prediction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What windows are counted by.
 *
 * @param hour the hour in which they were recorded
 * @param role who spoke
 * @param model the model, such as {@code emotion:2}
 * @param outcome the emotion where it was certain, or why there was none
 */
public record MixKey(Instant hour, String role, String model, String outcome) {

    static MixKey of(Prediction prediction) {
        AbstainReason reason = prediction.getAbstainReason();
        return new MixKey(
                prediction.getRecordedAt().truncatedTo(ChronoUnit.HOURS),
                prediction.getRole().name(),
                prediction.getModelName() + ":" + prediction.getModelVersion(),
                reason != null ? reason.name() : String.valueOf(prediction.getEmotion()));
    }

    static MixCount countOf(Prediction prediction) {
        Float speech = prediction.getSpeechRatio();
        long length = prediction.getEndMs() - prediction.getStartMs();
        return new MixCount(1, Math.round((speech == null ? 0 : speech) * length));
    }

    /** The hours in order of time. */
    static String prefix(Instant hour) {
        return "%010d/".formatted(hour.getEpochSecond() / 3600);
    }

    String text() {
        return prefix(hour) + role + "/" + outcome + "/" + model;
    }

    static MixKey parse(String text) {
        String[] parts = text.split("/", 4);
        return new MixKey(Instant.ofEpochSecond(3600 * Long.parseLong(parts[0])), parts[1], parts[3], parts[2]);
    }
}
