package io.affekt.cli.evaluate;

import io.affekt.model.Emotion;
import io.affekt.model.Posteriors;
import io.affekt.model.evaluation.Judged;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every judged clip as a line of CSV. */
final class ClipCsv {

    private ClipCsv() {}

    static String of(List<FoldResult> results) {
        StringBuilder csv = new StringBuilder("seed,fold,clip,speaker,audio,emotion,predicted,confidence,")
                .append(Emotion.ALL.stream()
                        .map(emotion -> "p_" + emotion.label())
                        .collect(Collectors.joining(",")))
                .append('\n');
        for (FoldResult result : results) {
            for (Judged clip : result.clips()) {
                int predicted = Posteriors.mostProbable(clip.posterior());
                csv.append(String.format(
                        Locale.ROOT,
                        "%d,%d,%s,%s,%s,%s,%s,%.4f",
                        result.seed(),
                        result.fold(),
                        clip.clip(),
                        clip.speaker(),
                        clip.groups().get("audio"),
                        clip.label().label(),
                        Emotion.ALL.get(predicted).label(),
                        clip.posterior()[predicted]));
                for (float p : clip.posterior()) {
                    csv.append(String.format(Locale.ROOT, ",%.4f", p));
                }
                csv.append('\n');
            }
        }
        return csv.toString();
    }
}
