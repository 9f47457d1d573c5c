package io.affekt.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class InferenceMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final InferenceMetrics metrics = new InferenceMetrics(registry);

    private double reloads(String outcome) {
        return registry.get("affekt.model.reloads")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void shouldShowWhatHasNotHappenedYetSoThatTheFirstTimeIsAnIncrease() {
        assertThat(reloads("failure")).isZero();
        assertThat(reloads("success")).isZero();
        assertThat(registry.get("affekt.dead.letters").counter().count()).isZero();

        metrics.reloaded(false);

        assertThat(reloads("failure")).isEqualTo(1);
        assertThat(reloads("success")).isZero();
    }
}
