package io.affekt.dashboard.platform;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the platform does.
 *
 * @param at when it was looked at
 * @param groups the services that read topics as groups
 * @param deadLetters records that could not be worked off in the last 24 hours
 */
public record PlatformStatus(Instant at, List<Group> groups, long deadLetters) {

    /**
     * A service that reads a topic.
     *
     * @param service its group
     * @param topic what it reads
     * @param state of the group, as Kafka names it; {@code STABLE} where all is well
     * @param members how many consumers share the partitions
     * @param behindMs the age of the oldest record that waits; 0 where none does, null where it could not be seen in time
     */
    public record Group(
            String service,
            String topic,
            String state,
            int members,
            @Nullable Long behindMs) {}
}
