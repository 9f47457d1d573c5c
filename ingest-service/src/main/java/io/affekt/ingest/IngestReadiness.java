package io.affekt.ingest;

import io.affekt.ingest.calls.CallDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every known call is known: before that, a call that comes again could not be told. */
@Readiness
@ApplicationScoped
public class IngestReadiness implements HealthCheck {

    private final CallDirectory directory;

    IngestReadiness(CallDirectory directory) {
        this.directory = directory;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("call-directory")
                .status(directory.isCaughtUp())
                .build();
    }
}
