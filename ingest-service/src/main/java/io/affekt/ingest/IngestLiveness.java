package io.affekt.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when the thread that follows the calls is. */
@Liveness
@ApplicationScoped
public class IngestLiveness implements HealthCheck {

    private final IngestService service;

    IngestLiveness(IngestService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("call-directory")
                .status(service.alive())
                .build();
    }
}
