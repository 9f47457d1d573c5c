package io.affekt.trainer;

import io.affekt.schemas.TopicSetup;
import io.affekt.schemas.Topics;
import io.affekt.trainer.dataset.DatasetReader;
import io.affekt.trainer.registry.ModelRegistry;
import io.affekt.trainer.rest.NewTraining;
import io.affekt.trainer.training.LabelFollower;
import io.affekt.trainer.training.RetrainingTrigger;
import io.affekt.trainer.training.TrainingRequest;
import io.affekt.trainer.training.TrainingRun;
import io.affekt.trainer.training.Trainings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Holds registry and trainings from the start of the application to its end. */
@ApplicationScoped
public class TrainerService {

    private static final String MODEL = "emotion";
    private static final String PRODUCTION = "production";
    private static final String ACTOR = "trainer-service";

    private final TrainerConfig config;
    private final Map<String, Object> kafka;
    private final String codeVersion;

    @SuppressWarnings("NullAway.Init")
    private ModelRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private DatasetReader reader;

    @SuppressWarnings("NullAway.Init")
    private Trainings trainings;

    @SuppressWarnings("NullAway.Init")
    private RetrainingTrigger trigger;

    private volatile @Nullable LabelFollower follower;

    TrainerService(
            TrainerConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.version") String codeVersion) {
        this.config = config;
        this.kafka = kafka;
        this.codeVersion = codeVersion;
    }

    void start(@Observes StartupEvent event) throws InterruptedException, IOException {
        TopicSetup.ensure(
                kafka,
                config.createTopics(),
                List.of(Topics.LABELED_FEATURES, Topics.MODEL_VERSIONS, Topics.MODEL_ALIASES));
        registry = new ModelRegistry(kafka);
        registry.load();
        if (config.trainer().bundledModel()
                && registry.current(MODEL, PRODUCTION).isEmpty()) {
            BundledModel.read().ifPresent(bundled -> {
                int version = registry.publish(bundled).version().getVersion();
                registry.promote(MODEL, PRODUCTION, version, "the bundled model, nothing was in production", "affekt");
            });
        }
        reader = new DatasetReader(kafka, config.trainer().dataDir());
        reader.deleteStale();
        trainings = new Trainings(new TrainingRun(
                reader,
                registry,
                config.trainer().specification(),
                codeVersion,
                config.trainer().wantedPrecision(),
                config.trainer().threads()));
        TrainingRequest request = new NewTraining(MODEL, null, null, null, null, ACTOR).toRequest();
        trigger = new RetrainingTrigger(trainings, request, config.trainer().trainAfterLabels());
        LabelFollower labels = new LabelFollower(kafka, trigger);
        labels.start();
        follower = labels;
    }

    /** Whether every thread that was started lives. */
    boolean alive() {
        return follower == null || follower.alive();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (follower != null) {
            follower.close();
        }
        if (trainings != null) {
            trainings.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    @Produces
    ModelRegistry registry() {
        return registry;
    }

    @Produces
    DatasetReader reader() {
        return reader;
    }

    @Produces
    Trainings trainings() {
        return trainings;
    }

    @Produces
    RetrainingTrigger trigger() {
        return trigger;
    }
}
