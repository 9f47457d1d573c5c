package io.affekt.dashboard;

import io.affekt.dashboard.alerts.AlertRule;
import io.affekt.dashboard.alerts.CallPosition;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.SchemaRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings of dashboard-service, below {@code affekt}. */
@ConfigMapping(prefix = "affekt")
public interface DashboardConfig {

    /** Whether missing topics are created at the start. */
    @WithName("topics.create")
    @WithDefault("false")
    boolean createTopics();

    /** A schema registry with Confluent's REST; read by {@link SchemaRegistry}, the same for every service. */
    @WithName("registry.url")
    Optional<String> registryUrl();

    Dashboard dashboard();

    /** Below {@code affekt.dashboard}. */
    interface Dashboard {

        /** How often the summaries of calls that changed are made. */
        @WithDefault("1s")
        @DurationMin(millis = 10)
        Duration summarizeEvery();

        /** How long a call is kept after its last change: the retention of predictions and a day. */
        @WithDefault("31d")
        @DurationMin(hours = 1)
        Duration rememberFor();

        /** Folder of the local state; rebuilt from the changelogs where it is lost. */
        @WithDefault("data/dashboard-service")
        Path stateDir();

        /** The most browsers and programs that follow the live stream at once. */
        @WithDefault("100")
        @Min(1)
        @Max(10_000)
        int maxFollowers();

        /** When calls are alerted, by the rule's name. */
        Map<String, Alert> alerts();

        /** Where a browser reaches ingest-service. */
        @WithDefault("http://127.0.0.1:8081")
        URI ingestUrl();

        /** Where a browser reaches trainer-service. */
        @WithDefault("http://127.0.0.1:8084")
        URI trainerUrl();
    }

    /** A rule, below {@code affekt.dashboard.alerts.<name>}. */
    interface Alert {

        /** What is looked for: any of these. */
        Set<Emotion> emotions();

        /** Who is looked at; everybody if not given. */
        Optional<ChannelRole> role();

        /** The least share of the certain speech in the span, over 0 to 1; this or {@link #duration}. */
        OptionalDouble share();

        /** The least length of one stretch; this or {@link #share}. */
        Optional<Duration> duration();

        /** Where the span starts: {@code 30s}, {@code -30s} before the end, {@code 50%}. */
        @WithDefault("0%")
        String from();

        /** Where it ends. */
        @WithDefault("100%")
        String to();

        /** Whether the alert is that it does not hold. */
        @WithDefault("false")
        boolean negated();

        /** @throws IllegalArgumentException with a sentence when it cannot be right */
        default AlertRule rule(String name) {
            return new AlertRule(
                    name,
                    emotions(),
                    role(),
                    share(),
                    duration(),
                    CallPosition.parse(from()),
                    CallPosition.parse(to()),
                    negated());
        }
    }
}
