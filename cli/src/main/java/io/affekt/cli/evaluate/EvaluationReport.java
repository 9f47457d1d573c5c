package io.affekt.cli.evaluate;

import io.affekt.model.report.NamedCurve;
import io.affekt.model.report.ReportData;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a protocol gave, as the data of a report. */
final class EvaluationReport {

    private static final String LEAKS =
            "The random split has the same speakers on both sides. It leaks their voices and"
                    + " flatters every model; it is here because papers use it.";
    private static final String FOLDS = "Five folds by speaker: nobody who is tested was heard in training. Scaling,"
            + " temperature and threshold come from training speakers alone.";

    private EvaluationReport() {}

    static ReportData of(Protocol protocol, String corpus, List<FoldResult> results, Map<String, String> lineage) {
        Map<String, String> parameters = new TreeMap<>(protocol.settings(1).parameters());
        // The facts name them all.
        parameters.remove("seed");
        List<String> notes = new ArrayList<>();
        notes.add(protocol.splitBy() == Split.By.random ? LEAKS : FOLDS);
        notes.add(
                "A sample is a clip; its result is the geometric mean of its windows' posteriors, 3 s every 1.5 s, each weighted by"
                        + " the seconds of speech in it.");
        return new ReportData(
                protocol.architecture().label() + " on " + corpus,
                protocol.description(),
                notes,
                facts(protocol, corpus, results),
                parameters,
                lineage,
                EvaluationSummary.bySeed(results, FoldResult::clips),
                results.stream()
                        .map(result -> new NamedCurve(
                                "seed %d, split %d".formatted(result.seed(), result.fold() + 1), result.curve()))
                        .toList(),
                // Every training has its own.
                null);
    }

    private static Map<String, String> facts(Protocol protocol, String corpus, List<FoldResult> results) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("corpus", corpus);
        facts.put("features", protocol.specification().id());
        facts.put("weights", Integer.toString(results.get(0).weights()));
        facts.put("trainings", Integer.toString(results.size()));
        facts.put(
                "time of a training",
                "%.0f s on average"
                        .formatted(results.stream()
                                .mapToDouble(FoldResult::seconds)
                                .average()
                                .orElseThrow()));
        facts.put("made", results.stream().map(FoldResult::made).distinct().collect(Collectors.joining("; ")));
        facts.put("seeds", protocol.seeds().toString());
        facts.put("temperatures", temperatures(results));
        if (!protocol.architecture().fromPaper()) {
            facts.put("sure answers", SureAnswers.of(results).toString());
        }
        facts.put(
                "clips through a telephone",
                Long.toString(results.stream()
                        .flatMap(result -> result.clips().stream())
                        .filter(clip -> "telephone".equals(clip.groups().get("audio")))
                        .count()));
        facts.put(
                "clips left out, since no window holds speech",
                Integer.toString(results.stream()
                        .mapToInt(result -> result.silent().size())
                        .sum()));
        return facts;
    }

    private static String temperatures(List<FoldResult> results) {
        DoubleSummaryStatistics all = results.stream()
                .mapToDouble(result -> result.calibration().temperature())
                .summaryStatistics();
        return String.format(Locale.ROOT, "%.2f to %.2f, each training's own", all.getMin(), all.getMax());
    }
}
