package io.affekt.inference;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready with a model; says which, and why a newer one does not serve. */
@Readiness
@ApplicationScoped
public class ModelReadiness implements HealthCheck {

    private final InferenceService service;

    ModelReadiness(InferenceService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        ModelStatus status = service.status();
        HealthCheckResponseBuilder response = HealthCheckResponse.named("model").status(status.model() != null);
        if (status.model() != null) {
            response.withData("model", status.model());
        }
        if (status.failure() != null) {
            response.withData("last_failure", status.failure());
        }
        return response.build();
    }
}
