package io.affekt.dashboard;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when the streams or the live feed are. */
@Liveness
@ApplicationScoped
public class DashboardLiveness implements HealthCheck {

    private final DashboardService service;
    private final LiveFeedRunner feed;

    DashboardLiveness(DashboardService service, LiveFeedRunner feed) {
        this.service = service;
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("streams")
                .status(!service.state().hasStartedOrFinishedShuttingDown() && feed.alive())
                .withData("state", service.state().name())
                .build();
    }
}
