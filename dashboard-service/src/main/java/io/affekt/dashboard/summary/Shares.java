package io.affekt.dashboard.summary;

import io.affekt.schemas.Emotion;
import io.affekt.schemas.Prediction;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds windows up, each weighted by the speech that it holds. */
final class Shares {

    private final Map<Emotion, Double> weights = new EnumMap<>(Emotion.class);
    private double certain;
    private double heard;
    private double valence;

    void add(Prediction window) {
        Emotion emotion = window.getEmotion();
        if (emotion == null) {
            return;
        }
        Float speech = window.getSpeechRatio();
        double weight = (speech == null ? 1 : speech) * (window.getEndMs() - window.getStartMs());
        heard += weight;
        valence += weight
                * (p(window.getPHappy())
                        - p(window.getPSad())
                        - p(window.getPAngry())
                        - p(window.getPFearful())
                        - p(window.getPDisgust()));
        if (window.getAbstainReason() == null) {
            certain += weight;
            weights.merge(emotion, weight, Double::sum);
        }
    }

    private static double p(@Nullable Float probability) {
        return probability == null ? 0 : probability;
    }

    /** The share of each emotion that was certain, by name; they sum to 1, or there is none. */
    Map<String, Double> shares() {
        Map<String, Double> shares = new TreeMap<>();
        weights.forEach((emotion, weight) -> {
            if (weight > 0) {
                shares.put(emotion.name(), weight / certain);
            }
        });
        return shares;
    }

    /** The mean valence; null without speech. */
    @Nullable
    Double valence() {
        return heard == 0 ? null : valence / heard;
    }
}
