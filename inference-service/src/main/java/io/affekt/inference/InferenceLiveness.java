package io.affekt.inference;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when one of the threads is. */
@Liveness
@ApplicationScoped
public class InferenceLiveness implements HealthCheck {

    private final InferenceService service;

    InferenceLiveness(InferenceService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("threads").status(service.alive()).build();
    }
}
