package io.affekt.cli.evaluate;

import io.affekt.model.Emotion;
import io.affekt.model.Evaluation;
import io.affekt.model.evaluation.Judged;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The figures of a protocol: pooled over the test clips of each seed. */
final class EvaluationSummary {

    private final Protocol protocol;
    private final List<FoldResult> results;

    EvaluationSummary(Protocol protocol, List<FoldResult> results) {
        this.protocol = protocol;
        this.results = results;
    }

    /** Clips as recorded, or through a telephone; one list for each seed. */
    List<List<Judged>> clips(String audio) {
        return bySeed(result -> result.clips().stream()
                .filter(clip -> audio.equals(clip.groups().get("audio")))
                .toList());
    }

    private List<List<Judged>> bySeed(Function<FoldResult, List<Judged>> part) {
        Map<Long, List<Judged>> seeds = new TreeMap<>();
        results.forEach(result ->
                seeds.computeIfAbsent(result.seed(), seed -> new ArrayList<>()).addAll(part.apply(result)));
        return List.copyOf(seeds.values());
    }

    void print(PrintWriter out) {
        List<Evaluation> clean = evaluations(clips("clean"));
        List<Evaluation> telephone = evaluations(clips("telephone"));
        List<Evaluation> windows = evaluations(bySeed(FoldResult::windows));
        out.printf("%s, %d test clips%n", protocol.description(), clean.get(0).samples());
        out.printf("  accuracy  %s%n", Figure.of(clean, Evaluation::accuracy));
        out.printf("  UAR       %s%n", Figure.of(clean, Evaluation::uar));
        out.printf("  macro F1  %s%n", Figure.of(clean, Evaluation::macroF1));
        out.printf(
                "  ECE       %s; by window %s%n",
                Figure.of(clean, Evaluation::ece), Figure.of(windows, Evaluation::ece));
        out.printf(
                "  telephone accuracy %s, UAR %s%n",
                Figure.of(telephone, Evaluation::accuracy), Figure.of(telephone, Evaluation::uar));
        out.printf(
                "  %d weights, temperatures %s, %.0f s of training%n",
                results.get(0).weights(),
                results.stream()
                        .map(result -> "%.2f".formatted(result.calibration().temperature()))
                        .toList(),
                results.stream().mapToDouble(FoldResult::seconds).sum());
        out.printf("  confusion, all seeds:%n");
        out.print(ConfusionTable.of(sum(clean)));
        out.flush();
    }

    private static List<Evaluation> evaluations(List<List<Judged>> seeds) {
        return seeds.stream()
                .map(judged -> Evaluation.of(
                        judged.stream().map(Judged::label).toList(),
                        judged.stream().map(Judged::posterior).toList()))
                .toList();
    }

    private static int[][] sum(List<Evaluation> evaluations) {
        int[][] sum = new int[Emotion.ALL.size()][Emotion.ALL.size()];
        for (Evaluation evaluation : evaluations) {
            for (int label = 0; label < sum.length; label++) {
                for (int predicted = 0; predicted < sum.length; predicted++) {
                    sum[label][predicted] += evaluation.confusion()[label][predicted];
                }
            }
        }
        return sum;
    }
}
