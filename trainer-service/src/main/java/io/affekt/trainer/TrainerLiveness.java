package io.affekt.trainer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when the thread that follows the labels is. */
@Liveness
@ApplicationScoped
public class TrainerLiveness implements HealthCheck {

    private final TrainerService service;

    TrainerLiveness(TrainerService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("label-follower")
                .status(service.alive())
                .build();
    }
}
