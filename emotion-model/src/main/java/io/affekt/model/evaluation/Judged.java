package io.affekt.model.evaluation;

import io.affekt.model.Emotion;
import io.affekt.model.Evaluation;
import io.affekt.model.Posteriors;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A clip, or a window, that a model was asked about and whose emotion is known.
 *
 * @param clip name of the clip
 * @param speaker who speaks in it
 * @param label what people say that it expresses
 * @param posterior the model's probabilities in the order of {@link Emotion}
 * @param groups attributes by which figures are compared, such as {@code gender -> female} or {@code audio -> telephone}
 */
public record Judged(String clip, String speaker, Emotion label, float[] posterior, Map<String, String> groups) {

    public Judged {
        if (posterior.length != Emotion.ALL.size()) {
            throw new IllegalArgumentException("The posterior of " + clip + " has " + posterior.length
                    + " probabilities, but there are " + Emotion.ALL.size() + " emotions");
        }
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
    }

    /** The emotion that the model finds most probable. */
    public Emotion said() {
        return Emotion.ALL.get(Posteriors.mostProbable(posterior));
    }

    /** The probability of {@link #said()}. */
    public double confidence() {
        return posterior[Posteriors.mostProbable(posterior)];
    }

    public boolean right() {
        return said() == label;
    }

    /** The figures of the model over all of them. */
    public static Evaluation evaluate(List<Judged> judged) {
        return Evaluation.of(
                judged.stream().map(Judged::label).toList(),
                judged.stream().map(Judged::posterior).toList());
    }
}
