package io.affekt.features;

import io.affekt.features.labels.LabelService;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when the streams are, or nobody works labels off. */
@Liveness
@ApplicationScoped
public class StreamsLiveness implements HealthCheck {

    private final FeatureService service;
    private final LabelService labels;

    StreamsLiveness(FeatureService service, LabelService labels) {
        this.service = service;
        this.labels = labels;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams")
                .status(!service.state().hasStartedOrFinishedShuttingDown() && labels.alive())
                .withData("state", service.state().name())
                .build();
    }
}
