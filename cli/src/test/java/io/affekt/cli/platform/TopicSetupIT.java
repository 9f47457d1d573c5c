package io.affekt.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.schemas.Alert;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topic.Cleanup;
import io.affekt.schemas.TopicSetup;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TopicSetupIT {

    private final Topic<ModelAlias> keptForEver =
            new Topic<>("kept-" + UUID.randomUUID(), ModelAlias.class, 1, Cleanup.DELETE, null, 1 << 20);
    private final Topic<Alert> keptForAWhile =
            new Topic<>("events-" + UUID.randomUUID(), Alert.class, 12, Cleanup.DELETE, Duration.ofDays(30), 1 << 20);

    @Test
    void shouldFindNothingWrongWithWhatItCreates() throws Exception {
        try (Admin admin = Admin.create(TestKafka.clients())) {
            TopicSetup setup = new TopicSetup(admin);
            setup.createMissing(List.of(keptForEver, keptForAWhile));

            assertThat(setup.problems(List.of(keptForEver, keptForAWhile))).isEmpty();
        }
    }

    @Test
    void shouldSayWhatWouldBreakAGuarantee() throws Exception {
        try (Admin admin = Admin.create(TestKafka.clients())) {
            // given: topics as an operator might create them
            Duration week = Duration.ofDays(7);
            TopicSetup setup = new TopicSetup(admin);
            setup.createMissing(List.of(
                    new Topic<>(keptForEver.name(), ModelAlias.class, 1, Cleanup.DELETE, week, 1 << 20),
                    new Topic<>(keptForAWhile.name(), Alert.class, 6, Cleanup.DELETE, week, 1000)));

            // when
            List<String> problems = setup.problems(List.of(keptForEver, keptForAWhile));

            // then: the retention of what is deleted anyway is the operator's choice
            assertThat(problems)
                    .satisfiesExactly(
                            problem -> assertThat(problem)
                                    .contains(keptForEver.name(), "retention.ms=604800000, needs -1", "--alter"),
                            problem -> assertThat(problem).contains("has 6 partitions, needs 12"),
                            problem -> assertThat(problem).contains("max.message.bytes=1000, needs 1048576"));
        }
    }
}
