package io.affekt.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the state is restored and can be asked. */
@Readiness
@ApplicationScoped
public class DashboardReadiness implements HealthCheck {

    private final DashboardService service;

    DashboardReadiness(DashboardService service) {
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
