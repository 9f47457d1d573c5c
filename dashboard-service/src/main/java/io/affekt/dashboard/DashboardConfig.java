package io.affekt.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of dashboard-service, below {@code affekt}. */
@ConfigMapping(prefix = "affekt")
public interface DashboardConfig {

    /** Whether missing topics are created at the start. */
    @WithName("topics.create")
    @WithDefault("false")
    boolean createTopics();

    Dashboard dashboard();

    /** Below {@code affekt.dashboard}. */
    interface Dashboard {

        /** How often the summaries of calls that changed are made. */
        @WithDefault("1s")
        Duration summarizeEvery();

        /** How long a call is kept after its last change: the retention of predictions and a day. */
        @WithDefault("31d")
        Duration rememberFor();

        /** Folder of the local state; rebuilt from the changelogs where it is lost. */
        @WithDefault("data/dashboard-service")
        Path stateDir();

        /** The most browsers and programs that follow the live stream at once. */
        @WithDefault("100")
        @Min(1)
        @Max(10_000)
        int maxFollowers();
    }
}
