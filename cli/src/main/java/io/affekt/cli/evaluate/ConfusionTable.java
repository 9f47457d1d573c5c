package io.affekt.cli.evaluate;

import io.affekt.model.Emotion;

/** A confusion matrix for the terminal. */
public final class ConfusionTable {

    private ConfusionTable() {}

    /** @param confusion rows are the labels, columns the predictions */
    public static String of(int[][] confusion) {
        StringBuilder table = new StringBuilder("  label \\ said");
        for (Emotion emotion : Emotion.ALL) {
            table.append("%10s".formatted(emotion.label()));
        }
        table.append('\n');
        for (Emotion label : Emotion.ALL) {
            table.append("  %12s".formatted(label.label()));
            for (Emotion predicted : Emotion.ALL) {
                table.append("%10d".formatted(confusion[label.ordinal()][predicted.ordinal()]));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
