package io.affekt.trainer.training;

import io.affekt.model.Emotion;
import io.affekt.model.EmotionClassifier;
import io.affekt.model.Evaluation;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.ModelArchive;
import io.affekt.model.ModelTrainer;
import io.affekt.model.TrainingSet;
import io.affekt.model.TrainingSettings;
import io.affekt.schemas.Lineage;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.ModelMetrics;
import io.affekt.schemas.ModelVersion;
import io.affekt.trainer.dataset.Dataset;
import io.affekt.trainer.dataset.DatasetReader;
import io.affekt.trainer.registry.ModelRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One training from topic to topic: dataset, network, evaluation, version, promotion by evidence. */
final class TrainingRun {

    static final String PRODUCTION = "production";
    private static final int EVALUATION_BATCH = 128;

    /** Takes the steps of a training. */
    interface Steps {
        /** @throws java.util.concurrent.CancellationException when it was cancelled */
        void step(UnaryOperator<TrainingView> change);

        /**
         * Says that a version is about to be published: from now on it can no longer be cancelled.
         *
         * @throws java.util.concurrent.CancellationException when it was cancelled
         */
        void publish();
    }

    private final DatasetReader reader;
    private final ModelRegistry registry;
    private final String specification;
    private final String codeVersion;

    TrainingRun(DatasetReader reader, ModelRegistry registry, String specification, String codeVersion) {
        this.reader = reader;
        this.registry = registry;
        this.specification = specification;
        this.codeVersion = codeVersion;
    }

    /** Runs on the caller's thread until the version is published; interrupting the thread cancels it. */
    void run(TrainingRequest request, Steps steps) throws IOException {
        steps.step(view -> view.at(TrainingView.State.READING));
        try (Dataset dataset = reader.read(specification)) {
            TrainingSet training = dataset.training();
            if (training.windows() == 0) {
                throw new IllegalArgumentException("There are no labelled windows of " + specification
                        + " in labeled-features to train on; send a labelled corpus first");
            }
            steps.step(view -> view.on(training.windows(), dataset.heldOutSpeakers()));
            TrainingSettings settings = TrainingSettings.of(
                    request.architecture(), specification, dataset.frames(), request.epochs(), request.seed());
            ModelArchive archive = ModelTrainer.train(
                    training, settings, (epoch, epochs, loss) -> steps.step(view -> view.after(epoch, loss)));
            steps.step(view -> view.at(TrainingView.State.EVALUATING));
            TrainingSet heldOut = dataset.heldOut();
            Evaluation candidate = evaluate(archive, heldOut);
            String name = request.name();
            Promotion promotion = promotion(name, candidate, heldOut);
            ModelVersion draft = version(name, archive, settings, dataset, candidate);
            steps.publish();
            int version = registry.publish(draft).version().getVersion();
            if (promotion.granted()) {
                registry.promote(name, PRODUCTION, version, promotion.reason(), request.actor());
            }
            steps.step(view -> view.done(candidate, version, promotion));
        }
    }

    /** Compares the candidate with what is in production, on the same windows. */
    private Promotion promotion(String name, @Nullable Evaluation candidate, TrainingSet heldOut) {
        ModelAlias alias = registry.current(name, PRODUCTION).orElse(null);
        if (alias == null) {
            return Promotion.decide(candidate, null);
        }
        ByteBuffer archive = registry.record(name, alias.getVersion()).getArchive();
        byte[] bytes = new byte[archive.remaining()];
        archive.get(bytes);
        ModelArchive serving = ModelArchive.read(bytes);
        return serving.featureSpecification().equals(specification)
                ? Promotion.decide(candidate, evaluate(serving, heldOut))
                : new Promotion(
                        false,
                        "production reads " + serving.featureSpecification()
                                + " and cannot be compared; promote it by your word");
    }

    private static @Nullable Evaluation evaluate(ModelArchive archive, TrainingSet heldOut) {
        if (heldOut.windows() == 0) {
            return null;
        }
        List<Emotion> labels = new ArrayList<>();
        List<float[]> posteriors = new ArrayList<>();
        try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
            for (int from = 0; from < heldOut.windows(); from += EVALUATION_BATCH) {
                List<FeatureMatrix> batch = new ArrayList<>();
                for (int w = from; w < Math.min(heldOut.windows(), from + EVALUATION_BATCH); w++) {
                    labels.add(heldOut.emotion(w));
                    batch.add(heldOut.features(w, 0));
                }
                posteriors.addAll(Arrays.asList(classifier.classify(batch)));
            }
        }
        return Evaluation.of(labels, posteriors);
    }

    private ModelVersion version(
            String name,
            ModelArchive archive,
            TrainingSettings settings,
            Dataset dataset,
            @Nullable Evaluation evaluation) {
        byte[] bytes = archive.toBytes();
        return ModelVersion.newBuilder()
                .setName(name)
                .setVersion(0)
                .setCreatedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setArchive(ByteBuffer.wrap(bytes))
                .setArchiveSha256(ModelArchive.sha256(bytes))
                .setArchitecture(settings.architecture().label())
                .setFeatureSpecification(specification)
                .setEmotions(Arrays.asList(io.affekt.schemas.Emotion.values()))
                .setMetrics(evaluation == null ? null : metrics(evaluation))
                .setLineage(Lineage.newBuilder()
                        .setEndOffsets(dataset.endOffsets())
                        .setDatasetSha256(dataset.sha256())
                        .setWindows(dataset.size())
                        .setHeldOutSpeakers(List.copyOf(dataset.heldOutSpeakers()))
                        .setSeed(settings.seed())
                        .setParameters(settings.parameters())
                        .setCodeVersion(codeVersion)
                        .build())
                .build();
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
