package io.affekt.model.evaluation;

import io.affekt.model.Emotion;
import java.util.List;

/**
 * How well one emotion is found.
 *
 * @param samples how many have this label, over all seeds
 * @param recall share of them for which it was said; NaN where there are none
 * @param precision share of those for which it was said that have the label; NaN where it was never said
 * @param f1 harmonic mean of both
 */
public record ClassFigures(Emotion emotion, int samples, double recall, double precision, double f1) {

    /** One for each emotion that has been a label or was said, in their order. */
    public static List<ClassFigures> of(ConfusionMatrix matrix) {
        return Emotion.ALL.stream()
                .filter(emotion -> matrix.labelled(emotion) + matrix.said(emotion) > 0)
                .map(emotion -> new ClassFigures(
                        emotion,
                        matrix.labelled(emotion),
                        matrix.recall(emotion),
                        matrix.precision(emotion),
                        matrix.f1(emotion)))
                .toList();
    }
}
