package io.affekt.model.report;

import io.affekt.model.Calibration;
import io.affekt.model.evaluation.Judged;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report shows. What is empty is left out of it. Maps are shown in their order: give one that has an order, and the
 * same input gives the same bytes.
 *
 * @param title name of the model or of the experiment
 * @param subtitle one line under it; may be empty
 * @param notes paragraphs that a reader must know to judge the figures
 * @param facts what was measured, on what and how, by name
 * @param parameters hyper-parameters by name
 * @param lineage where the model comes from: dataset hash, offsets, code version
 * @param runs what was judged, one list for each seed. Where the attribute {@code audio} is {@code clean} for some of it, the
 *     figures are over that, and the other conditions are shown in the table of groups
 * @param curves how the trainings went
 * @param calibration the threshold under which the model says that it is not sure; null where there is none
 */
public record ReportData(
        String title,
        String subtitle,
        List<String> notes,
        Map<String, String> facts,
        Map<String, String> parameters,
        Map<String, String> lineage,
        List<List<Judged>> runs,
        List<NamedCurve> curves,
        @Nullable Calibration calibration) {

    public ReportData {
        notes = List.copyOf(notes);
        facts = copy(facts);
        parameters = copy(parameters);
        lineage = copy(lineage);
        runs = runs.stream().map(List::copyOf).toList();
        curves = List.copyOf(curves);
    }

    private static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
