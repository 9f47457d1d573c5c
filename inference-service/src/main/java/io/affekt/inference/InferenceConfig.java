package io.affekt.inference;

import io.affekt.schemas.SchemaRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of inference-service, below {@code affekt}. */
@ConfigMapping(prefix = "affekt")
public interface InferenceConfig {

    /** Whether missing topics are created at the start. */
    @WithName("topics.create")
    @WithDefault("false")
    boolean createTopics();

    /** A schema registry with Confluent's REST; read by {@link SchemaRegistry}, the same for every service. */
    @WithName("registry.url")
    Optional<String> registryUrl();

    Inference inference();

    /** Below {@code affekt.inference}. */
    interface Inference {

        /** The model to serve. */
        @WithDefault("emotion")
        String model();

        /** The alias of it to follow. */
        @WithDefault("production")
        String alias();

        /** The consumer group: instances of one group share the work. */
        @WithDefault("inference-service")
        String groupId();

        /**
         * A name of this instance that it keeps over restarts, and no other has: started again, it takes its partitions
         * over at once. Not given, others wait for its session to end first.
         */
        Optional<@Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String> instanceId();

        /** Workers of this instance, each with a replica of the model; not given, one for each processor. */
        Optional<@Min(1) @Max(64) Integer> workers();

        /** The most windows in a batch, and in a transaction. */
        @WithDefault("256")
        @Min(1)
        @Max(4096)
        int maxBatch();

        /** How long windows may wait for others to share a batch and a transaction with. */
        @WithDefault("50ms")
        @DurationMin
        @DurationMax(seconds = 2)
        Duration linger();

        /** Below this probability a prediction is marked low_confidence; 0 marks none; not given, the model's own. */
        Optional<@DecimalMin("0") @DecimalMax("1") Double> minConfidence();
    }
}
