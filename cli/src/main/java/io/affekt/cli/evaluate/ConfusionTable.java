package io.affekt.cli.evaluate;

import io.affekt.model.Emotion;
import io.affekt.model.evaluation.ConfusionMatrix;
import java.util.function.ToIntBiFunction;

/** A confusion matrix for the terminal. */
public final class ConfusionTable {

    private ConfusionTable() {}

    static String of(ConfusionMatrix confusion) {
        return of(confusion::count);
    }

    /** @param confusion how often the second was said where the first is the label */
    public static String of(ToIntBiFunction<Emotion, Emotion> confusion) {
        StringBuilder table = new StringBuilder("  label \\ said");
        for (Emotion emotion : Emotion.ALL) {
            table.append("%10s".formatted(emotion.label()));
        }
        table.append('\n');
        for (Emotion label : Emotion.ALL) {
            table.append("  %12s".formatted(label.label()));
            for (Emotion said : Emotion.ALL) {
                table.append("%10d".formatted(confusion.applyAsInt(label, said)));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
