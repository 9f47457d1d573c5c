package io.affekt.trainer;

import io.affekt.schemas.SchemaRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of trainer-service, below {@code affekt}. */
@ConfigMapping(prefix = "affekt")
public interface TrainerConfig {

    /** Whether missing topics are created at the start. */
    @WithName("topics.create")
    @WithDefault("false")
    boolean createTopics();

    /** A schema registry with Confluent's REST; read by {@link SchemaRegistry}, the same for every service. */
    @WithName("registry.url")
    Optional<String> registryUrl();

    Trainer trainer();

    /** Below {@code affekt.trainer}. */
    interface Trainer {

        /** The feature specification that models are trained on; it must be active in feature-service. */
        @WithDefault("mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney")
        String specification();

        /** Folder of the datasets while they are used. */
        @WithDefault("data/trainer-service")
        Path dataDir();

        /**
         * After how many newly labelled windows a training of the default model starts by itself, counted from the last
         * one that was started or from the start of the service; 0 is never.
         */
        @WithDefault("0")
        @Min(0)
        int trainAfterLabels();

        /** The most records that are exported as HDF5, which takes some 200 bytes of heap for each. */
        @WithDefault("1000000")
        @Min(0)
        int hdf5MaxRecords();

        /**
         * The share of predictions that shall be right where a model says that it is sure, from 0 to 1: its threshold is
         * the smallest confidence with which that was so for speakers that were not heard.
         */
        @WithDefault("0.7")
        @DecimalMin("0")
        @DecimalMax("1")
        double wantedPrecision();

        /** How many networks of a model train at once, each on a thread of its own. */
        @WithDefault("2")
        @Min(1)
        @Max(64)
        int threads();

        /** Whether the bundled model is published as version 1 where nothing is in production. */
        @WithDefault("true")
        boolean bundledModel();
    }
}
