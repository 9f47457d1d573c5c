package io.affekt.cli.evaluate;

import io.affekt.model.Calibration;
import io.affekt.model.report.NamedCurve;
import io.affekt.model.report.ReportData;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a protocol gave, as the data of a report. */
final class EvaluationReport {

    private static final String LEAKS =
            "The random split has the same speakers on both sides. It leaks their voices and"
                    + " flatters every model; it is here because papers use it.";
    private static final String FOLDS = "Five folds by speaker: nobody who is tested was heard in training. Scaling,"
            + " temperature and threshold come from training speakers alone.";

    private EvaluationReport() {}

    static ReportData of(Protocol protocol, String corpus, List<FoldResult> results) {
        List<String> notes = new ArrayList<>();
        notes.add(protocol.splitBy() == Split.By.random ? LEAKS : FOLDS);
        notes.add("A sample is a clip; its result is the geometric mean of its windows' posteriors, 3 s every 1.5 s.");
        return new ReportData(
                protocol.architecture().label() + " on " + corpus,
                protocol.description(),
                notes,
                facts(protocol, corpus, results),
                new TreeMap<>(protocol.settings(1).parameters()),
                Map.of(),
                EvaluationSummary.bySeed(results, FoldResult::clips),
                results.stream()
                        .map(result -> new NamedCurve(
                                "seed %d, split %d".formatted(result.seed(), result.fold() + 1), result.curve()))
                        .toList(),
                new Calibration(mean(results, true), mean(results, false)));
    }

    private static double mean(List<FoldResult> results, boolean temperature) {
        return results.stream()
                .map(FoldResult::calibration)
                .mapToDouble(c -> temperature ? c.temperature() : c.minConfidence())
                .average()
                .orElseThrow();
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
        facts.put(
                "machine",
                "%d cores, %s, Java %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.arch"),
                                Runtime.version().feature()));
        facts.put("date", LocalDate.now().toString());
        facts.put("seeds", protocol.seeds().toString());
        return facts;
    }
}
