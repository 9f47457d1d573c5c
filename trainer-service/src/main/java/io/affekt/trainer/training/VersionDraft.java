package io.affekt.trainer.training;

import io.affekt.model.Evaluation;
import io.affekt.model.ModelArchive;
import io.affekt.model.TrainedModel;
import io.affekt.model.TrainingSettings;
import io.affekt.model.evaluation.Judged;
import io.affekt.model.report.HtmlReport;
import io.affekt.model.report.ModelCard;
import io.affekt.model.report.NamedCurve;
import io.affekt.model.report.ReportData;
import io.affekt.schemas.Lineage;
import io.affekt.schemas.ModelMetrics;
import io.affekt.schemas.ModelVersion;
import io.affekt.trainer.dataset.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A version that is not published yet.
 *
 * @param name the model
 * @param settings how it was trained
 * @param trained what came of it
 * @param judged its word on held-out speakers
 * @param dataset what it was trained on
 * @param codeVersion what the lineage says of the code
 */
record VersionDraft(
        String name,
        TrainingSettings settings,
        TrainedModel trained,
        List<Judged> judged,
        Dataset dataset,
        String codeVersion) {

    /** The record, report and card included; its number is 0. */
    ModelVersion toRecord() {
        byte[] archive = trained.archive().toBytes();
        Lineage lineage = lineage();
        ReportData report = report(lineage, ModelArchive.sha256(archive));
        Evaluation evaluation = HeldOutEvaluation.figures(judged);
        return ModelVersion.newBuilder()
                .setName(name)
                .setVersion(0)
                .setCreatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setArchive(ByteBuffer.wrap(archive))
                .setArchiveSha256(ModelArchive.sha256(archive))
                .setArchitecture(settings.architecture().label())
                .setFeatureSpecification(settings.featureSpecification())
                .setEmotions(Arrays.asList(io.affekt.schemas.Emotion.values()))
                .setMetrics(evaluation == null ? null : metrics(evaluation))
                .setLineage(lineage)
                .setReport(compressed(HtmlReport.of(report)))
                .setModelCard(ModelCard.of(report))
                .build();
    }

    private Lineage lineage() {
        return Lineage.newBuilder()
                .setEndOffsets(dataset.endOffsets())
                .setDatasetSha256(dataset.sha256())
                .setWindows(dataset.size())
                .setHeldOutSpeakers(List.copyOf(dataset.heldOutSpeakers()))
                .setSeed(settings.seed())
                .setParameters(settings.parameters())
                .setCodeVersion(codeVersion)
                .build();
    }

    private ReportData report(Lineage lineage, String archiveSha256) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", name);
        facts.put("architecture", settings.architecture().label());
        facts.put("features", settings.featureSpecification());
        facts.put("weights", Integer.toString(trained.archive().weights()));
        facts.put(
                "temperature",
                String.format(
                        Locale.ROOT, "%.3f", trained.archive().calibration().temperature()));
        Map<String, String> origin = new LinkedHashMap<>();
        origin.put("archive, SHA-256", archiveSha256);
        origin.put("dataset, SHA-256", lineage.getDatasetSha256());
        origin.put("records, augmented copies included", Integer.toString(lineage.getWindows()));
        origin.put("end offsets of labeled-features", new TreeMap<>(lineage.getEndOffsets()).toString());
        origin.put("speakers held out", String.join(", ", lineage.getHeldOutSpeakers()));
        origin.put("code", codeVersion);
        return new ReportData(
                "Model " + name,
                settings.architecture().label() + ", judged on speakers that it has not heard",
                List.of(
                        "A sample is a window of 3 s: figures are over the original windows of the speakers that are held out from"
                                + " every training. A call whose speaker nobody named counts as a speaker of its own.",
                        "It hears sound, not meaning or intent. It must not decide about people by itself; emotion"
                                + " recognition of employees at work is prohibited in the European Union (AI Act,"
                                + " Art. 5(1)(f))."),
                facts,
                new TreeMap<>(settings.parameters()),
                origin,
                judged.isEmpty() ? List.of() : List.of(judged),
                List.of(new NamedCurve("mean over the networks", trained.curve())),
                trained.archive().calibration());
    }

    private static ByteBuffer compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    private static ModelMetrics metrics(Evaluation evaluation) {
        return ModelMetrics.newBuilder()
                .setWindows(evaluation.samples())
                .setAccuracy(evaluation.accuracy())
                .setUar(evaluation.uar())
                .setMacroF1(evaluation.macroF1())
                .setEce(evaluation.ece())
                .setConfusion(Arrays.stream(evaluation.confusion())
                        .map(row -> IntStream.of(row).boxed().toList())
                        .toList())
                .build();
    }
}
