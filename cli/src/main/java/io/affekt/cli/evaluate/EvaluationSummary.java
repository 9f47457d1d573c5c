package io.affekt.cli.evaluate;

import io.affekt.model.evaluation.ConfusionMatrix;
import io.affekt.model.evaluation.Headline;
import io.affekt.model.evaluation.Interval;
import io.affekt.model.evaluation.Judged;
import io.affekt.model.evaluation.MeanOverSeeds;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures of a protocol for the terminal: pooled over the test clips of each seed. */
final class EvaluationSummary {

    private final Protocol protocol;
    private final List<FoldResult> results;

    EvaluationSummary(Protocol protocol, List<FoldResult> results) {
        this.protocol = protocol;
        this.results = results;
    }

    /** What was judged, one list for each seed. */
    static List<List<Judged>> bySeed(List<FoldResult> results, Function<FoldResult, List<Judged>> part) {
        Map<Long, List<Judged>> seeds = new TreeMap<>();
        results.forEach(result ->
                seeds.computeIfAbsent(result.seed(), seed -> new ArrayList<>()).addAll(part.apply(result)));
        return List.copyOf(seeds.values());
    }

    void print(PrintWriter out) {
        List<List<Judged>> clips = bySeed(results, FoldResult::clips);
        Headline clean = Headline.of(clips);
        Headline windows = Headline.of(bySeed(results, FoldResult::windows));
        out.printf("%s, %d test clips of %d speakers%n", protocol.description(), clean.samples(), clean.speakers());
        out.printf("  accuracy  %s%s%n", text(clean.accuracy()), text(clean.accuracyInterval()));
        out.printf("  UAR       %s%s%n", text(clean.uar()), text(clean.uarInterval()));
        out.printf("  macro F1  %s%s%n", text(clean.macroF1()), text(clean.macroF1Interval()));
        out.printf("  ECE       %s%n", text(clean.ece()));
        out.printf(
                "  by window accuracy %s, UAR %s, ECE %s%n",
                text(windows.accuracy()), text(windows.uar()), text(windows.ece()));
        List<List<Judged>> telephone = through(clips, "telephone");
        if (telephone.stream().noneMatch(List::isEmpty)) {
            Headline heard = Headline.of(telephone);
            out.printf(
                    "  telephone accuracy %s, UAR %s, of %d clips%n",
                    text(heard.accuracy()), text(heard.uar()), heard.samples());
        }
        if (!protocol.architecture().fromPaper()) {
            out.printf("  sure      %s%n", SureAnswers.of(results));
        }
        out.printf(
                "  %d weights; a training took %.0f s on average%n",
                results.get(0).weights(),
                results.stream().mapToDouble(FoldResult::seconds).average().orElseThrow());
        long silent =
                results.stream().mapToInt(result -> result.silent().size()).sum();
        if (silent > 0) {
            out.printf("  without a result, since no window holds speech: %d clips%n", silent);
        }
        out.printf("  confusion, all seeds:%n");
        out.print(ConfusionTable.of(ConfusionMatrix.of(
                through(clips, "clean").stream().flatMap(List::stream).toList())));
        out.flush();
    }

    private static List<List<Judged>> through(List<List<Judged>> seeds, String audio) {
        // Headlines are over clean sound where there is any: to see another condition, it must stand alone.
        return seeds.stream()
                .map(seed -> seed.stream()
                        .filter(judged -> audio.equals(judged.groups().get("audio")))
                        .toList())
                .toList();
    }

    private static String text(MeanOverSeeds figure) {
        return figure.seeds() == 1
                ? "%.4f".formatted(figure.mean())
                : "%.4f ± %.4f".formatted(figure.mean(), figure.deviation());
    }

    private static String text(@Nullable Interval interval) {
        return interval == null
                ? ""
                : "  (95 %% over speakers: %.4f to %.4f)".formatted(interval.low(), interval.high());
    }
}
