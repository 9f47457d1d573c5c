package io.affekt.model.evaluation;

import io.affekt.model.Emotion;
import java.util.Arrays;
import java.util.Map;

/** Judged clips for tests. */
final class Clips {

    private Clips() {}

    static Judged clip(String speaker, Emotion label, Emotion said, double confidence) {
        return clip(speaker, label, said, confidence, Map.of());
    }

    static Judged clip(String speaker, Emotion label, Emotion said, double confidence, Map<String, String> groups) {
        float[] posterior = new float[8];
        Arrays.fill(posterior, (float) ((1 - confidence) / 7));
        posterior[said.ordinal()] = (float) confidence;
        return new Judged(speaker + "-" + label.label(), speaker, label, posterior, groups);
    }
}
