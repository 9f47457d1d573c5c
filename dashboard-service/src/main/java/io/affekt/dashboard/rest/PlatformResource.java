package io.affekt.dashboard.rest;

import io.affekt.dashboard.DashboardConfig;
import io.affekt.dashboard.platform.PlatformStatus;
import io.affekt.dashboard.platform.PlatformWatch;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The platform around the calls. */
@Path("/v1/platform")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class PlatformResource {

    private final PlatformWatch watch;
    private final DashboardConfig config;

    PlatformResource(PlatformWatch watch, DashboardConfig config) {
        this.watch = watch;
        this.config = config;
    }

    /** Where a browser finds what is not here: recordings go to ingest, models are the trainer's. */
    public record AddressView(URI ingest, URI trainer) {}

    @GET
    @Operation(summary = "How far behind the services are, and how many dead letters the last 24 hours brought")
    public PlatformStatus status() throws InterruptedException {
        return watch.look();
    }

    @GET
    @Path("/addresses")
    @Operation(summary = "Where a browser finds ingest and trainer")
    public AddressView addresses() {
        return new AddressView(
                config.dashboard().ingestUrl(), config.dashboard().trainerUrl());
    }
}
