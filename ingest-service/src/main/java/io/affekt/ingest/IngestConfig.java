package io.affekt.ingest;

import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.SchemaRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of ingest-service, below {@code affekt}. */
@ConfigMapping(prefix = "affekt")
public interface IngestConfig {

    /** Whether missing topics are created at the start. */
    @WithName("topics.create")
    @WithDefault("false")
    boolean createTopics();

    /** A schema registry with Confluent's REST; read by {@link SchemaRegistry}, the same for every service. */
    @WithName("registry.url")
    Optional<String> registryUrl();

    Ingest ingest();

    /** Below {@code affekt.ingest}. */
    interface Ingest {

        /**
         * The roles whose channels are analysed. Emotion recognition of employees at work is prohibited in the European
         * Union (AI Act, Art. 5(1)(f)): adding agent, or unknown, is a decision that somebody must take.
         */
        @WithDefault("customer")
        Set<ChannelRole> analysedRoles();

        /** Folder of the uploads that are being received. */
        @WithDefault("data/ingest-service")
        Path spoolDir();

        /** The largest upload, bytes. */
        @WithDefault("1073741824")
        @Min(1)
        long maxUploadBytes();

        /** The most that all uploads together take on disk, bytes. */
        @WithDefault("8589934592")
        @Min(1)
        long maxSpoolBytes();

        /** The longest sound, seconds; what is longer is cut, and says so. */
        @WithDefault("14400")
        @Min(1)
        int maxSeconds();

        /** The most channels of a recording. */
        @WithDefault("8")
        @Min(1)
        int maxChannels();

        /** The lowest sample rate, Hz. */
        @WithDefault("4000")
        @Min(1)
        int minSampleRate();

        /** The highest sample rate, Hz. */
        @WithDefault("192000")
        @Min(1)
        int maxSampleRate();

        /**
         * How many bytes of 16-bit sound a recording may expand to for each of its own, beyond 64 MiB; what is over is cut,
         * and says so.
         */
        @WithDefault("256")
        @Min(1)
        int maxExpansion();

        Folder folder();
    }

    /** Below {@code affekt.ingest.folder}. */
    interface Folder {

        /** A folder whose recordings are taken in; none by default. */
        Optional<Path> path();

        /** Who speaks on each channel of the folder's recordings, such as customer,agent. */
        Optional<String> channels();

        /** The legal basis of their analysis. */
        Optional<String> consentBasis();

        /** How often the folder is looked through; a file is taken when it has not changed for as long. */
        @WithDefault("2s")
        @DurationMin(millis = 100)
        Duration every();
    }
}
