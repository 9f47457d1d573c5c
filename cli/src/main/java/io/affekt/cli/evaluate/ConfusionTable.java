package io.affekt.cli.evaluate;

import io.affekt.model.Emotion;
import io.affekt.model.Evaluation;
import java.util.List;

/** A confusion matrix for the terminal. */
final class ConfusionTable {

    private ConfusionTable() {}

    static String of(List<Evaluation> evaluations) {
        StringBuilder table = new StringBuilder("            ");
        for (Emotion emotion : Emotion.ALL) {
            table.append("%7s"
                    .formatted(emotion.label()
                            .substring(0, Math.min(6, emotion.label().length()))));
        }
        table.append('\n');
        for (Emotion label : Emotion.ALL) {
            table.append("  %9s ".formatted(label.label()));
            for (Emotion predicted : Emotion.ALL) {
                int count = evaluations.stream()
                        .mapToInt(evaluation -> evaluation.confusion()[label.ordinal()][predicted.ordinal()])
                        .sum();
                table.append("%7d".formatted(count));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
