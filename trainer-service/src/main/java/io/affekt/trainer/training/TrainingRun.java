package io.affekt.trainer.training;

import io.affekt.model.Evaluation;
import io.affekt.model.ModelArchive;
import io.affekt.model.ModelTrainer;
import io.affekt.model.ModelTrainer.LeaveOut;
import io.affekt.model.RandomSearch;
import io.affekt.model.TrainedModel;
import io.affekt.model.TrainingSet;
import io.affekt.model.TrainingSettings;
import io.affekt.model.WindowFrames;
import io.affekt.model.evaluation.Judged;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.ModelVersion;
import io.affekt.trainer.dataset.Dataset;
import io.affekt.trainer.dataset.DatasetReader;
import io.affekt.trainer.registry.ModelRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One training from topic to topic: dataset, network, evaluation, version, promotion by evidence. */
public final class TrainingRun {

    static final String PRODUCTION = "production";
    private static final int SEARCH_FOLDS = 3;
    /** A trial has one in so many of the epochs. */
    private static final int SEARCH_SHARE = 4;

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
    private final double wantedPrecision;
    private final ExecutorService networks;

    /**
     * @param specification the feature specification that is trained on
     * @param codeVersion what the lineage says of the code
     * @param wantedPrecision the share of sure predictions that shall be right
     * @param threads how many networks of a model train at once
     */
    public TrainingRun(
            DatasetReader reader,
            ModelRegistry registry,
            String specification,
            String codeVersion,
            double wantedPrecision,
            int threads) {
        this.reader = reader;
        this.registry = registry;
        this.specification = specification;
        this.codeVersion = codeVersion;
        this.wantedPrecision = wantedPrecision;
        networks = Executors.newFixedThreadPool(threads, task -> new Thread(task, "network"));
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
            TrainingSettings settings = settings(request, training, steps);
            steps.step(view -> view.at(TrainingView.State.TRAINING));
            TrainedModel trained = ModelTrainer.train(
                    training,
                    settings,
                    networks,
                    (epoch, epochs, loss) -> steps.step(view -> view.after(epoch, epochs, loss)));
            steps.step(view -> view.at(TrainingView.State.EVALUATING));
            TrainingSet heldOut = dataset.heldOut();
            List<Judged> judged = HeldOutEvaluation.judge(trained.archive(), heldOut);
            Evaluation candidate = HeldOutEvaluation.figures(judged);
            String name = request.name();
            Promotion promotion = promotion(name, candidate, heldOut);
            ModelVersion draft = new VersionDraft(name, settings, trained, judged, dataset, codeVersion).toRecord();
            steps.publish();
            int version = registry.publish(draft).version().getVersion();
            if (promotion.granted()) {
                registry.promote(name, PRODUCTION, version, promotion.reason(), request.actor());
            }
            steps.step(view -> view.done(candidate, version, promotion));
        }
    }

    /** What suits the architecture, or what a search on the training speakers finds. */
    private TrainingSettings settings(TrainingRequest request, TrainingSet training, Steps steps) {
        TrainingSettings usual = TrainingSettings.of(
                        request.architecture(),
                        specification,
                        WindowFrames.of(specification),
                        request.epochs(),
                        request.seed())
                .wanting(wantedPrecision);
        if (request.search() == 0) {
            return usual;
        }
        steps.step(view -> view.at(TrainingView.State.SEARCHING));
        int epochs = Math.max(1, request.epochs() / SEARCH_SHARE);
        return new RandomSearch(training, LeaveOut.SPEAKERS, SEARCH_FOLDS, networks)
                .run(usual.with(epochs), request.search(), (done, of) -> steps.step(view -> view.after(done, of, 0)))
                .get(0)
                .settings()
                .with(request.epochs());
    }

    /** Compares the candidate with what is in production, on the same windows. */
    private Promotion promotion(String name, @Nullable Evaluation candidate, TrainingSet heldOut) {
        ModelAlias alias = registry.current(name, PRODUCTION).orElse(null);
        if (alias == null) {
            return Promotion.decide(candidate, null);
        }
        try {
            ByteBuffer archive = registry.record(name, alias.getVersion()).getArchive();
            byte[] bytes = new byte[archive.remaining()];
            archive.get(bytes);
            ModelArchive serving = ModelArchive.read(bytes);
            if (serving.featureSpecification().equals(specification)) {
                return Promotion.decide(
                        candidate, HeldOutEvaluation.figures(HeldOutEvaluation.judge(serving, heldOut)));
            }
            return incomparable("it reads " + serving.featureSpecification());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return incomparable(e.getMessage());
        }
    }

    private static Promotion incomparable(@Nullable String why) {
        return new Promotion(
                false, "what is in production cannot be compared (" + why + "); promote this version by your word");
    }

    /** Ends the threads that networks train on, when what they train has ended or was stopped. */
    void close() {
        networks.shutdown();
    }
}
