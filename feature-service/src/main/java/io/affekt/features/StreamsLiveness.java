package io.affekt.features;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when the streams are. */
@Liveness
@ApplicationScoped
public class StreamsLiveness implements HealthCheck {

    private final FeatureService service;

    StreamsLiveness(FeatureService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams")
                .status(!service.state().hasStartedOrFinishedShuttingDown())
                .withData("state", service.state().name())
                .build();
    }
}
