package io.affekt.features;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the partitions are assigned and the state is restored. */
@Readiness
@ApplicationScoped
public class StreamsReadiness implements HealthCheck {

    private final FeatureService service;

    StreamsReadiness(FeatureService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams")
                .status(service.state() == KafkaStreams.State.RUNNING)
                .withData("state", service.state().name())
                .build();
    }
}
