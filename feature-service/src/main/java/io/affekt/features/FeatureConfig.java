package io.affekt.features;

import io.affekt.audio.augment.Augmentation;
import io.affekt.schemas.SchemaRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of feature-service, below {@code affekt}. */
@ConfigMapping(prefix = "affekt")
public interface FeatureConfig {

    /** Whether missing topics are created at the start. */
    @WithName("topics.create")
    @WithDefault("false")
    boolean createTopics();

    /** A schema registry with Confluent's REST; read by {@link SchemaRegistry}, the same for every service. */
    @WithName("registry.url")
    Optional<String> registryUrl();

    Features features();

    /** Below {@code affekt.features}. */
    interface Features {

        /** The active feature specifications; every vector carries a matrix of each. */
        @WithDefault("mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney")
        List<String> specifications();

        /** The copies that are made of labelled windows: speed-X, noise-Ndb, telephone. */
        @WithDefault(Augmentation.USUAL)
        List<String> augmentations();

        /** A call ends when no chunk has come for so long (wall clock). */
        @WithDefault("10m")
        @DurationMin(seconds = 1)
        Duration idleAfter();

        /** How long a channel's progress is kept to know duplicates: the retention of audio-chunks and a day. */
        @WithDefault("48h")
        @DurationMin(hours = 1)
        Duration rememberFor();

        /** The longest gap, in chunks of 1.5 s, that is filled with gap windows; a longer jump is a dead letter. */
        @WithDefault("2400")
        @Min(0)
        @Max(57_600)
        int maxGapChunks();

        /** How many last chunks of calls, 48 kB each, this instance holds; more are read again from their topic. */
        @WithDefault("4096")
        @Min(1)
        int heldChunks();

        /**
         * A name of this instance that it keeps over restarts, and no other has: started again, it takes its partitions
         * over at once. Not given, others wait for its session to end first.
         */
        Optional<@Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String> instanceId();

        /** Stream threads of this instance; not given, one for each processor. */
        Optional<@Min(1) @Max(64) Integer> threads();

        /** Folder of the local state; rebuilt from the changelogs where it is lost. */
        @WithDefault("data/feature-service")
        Path stateDir();

        /** How long after a call's completion its vectors may have been published: so far late labels look for them. */
        @WithDefault("1h")
        @DurationMin
        Duration vectorLag();

        /** How often a transaction is committed: bounds the latency, and costs the broker. */
        @WithDefault("100ms")
        @DurationMin(millis = 1)
        @DurationMax(seconds = 5)
        Duration commitInterval();
    }
}
