package io.affekt.dashboard.rest;

import io.affekt.dashboard.DashboardConfig;
import io.affekt.dashboard.live.LiveEvent;
import io.affekt.dashboard.live.LiveFeed;
import io.affekt.dashboard.summary.CallReader;
import io.affekt.schemas.Alert;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Prediction;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What happens now, as server-sent events. */
@Path("/v1/stream")
public class StreamResource {

    /** What a follower that reads too slowly may fall behind; then its stream ends, and it may begin anew. */
    private static final int BEHIND = 2_000;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final LiveFeed feed;
    private final DashboardConfig config;

    StreamResource(LiveFeed feed, DashboardConfig config) {
        this.feed = feed;
        this.config = config;
    }

    /** A call as ingest knows it. */
    public record CallEvent(
            String callId,
            String status,
            Instant receivedAt,
            @Nullable Long durationMs) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Calls, predictions, summaries and alerts from now on, as events call, prediction, summary and"
                    + " alert; a heartbeat every 15 s")
    public Multi<OutboundSseEvent> stream(
            @QueryParam("call_id") @Parameter(description = "Of this call alone") @Nullable String callId,
            @Context Sse sse) {
        if (feed.followers() >= config.dashboard().maxFollowers()) {
            throw HttpProblem.builder()
                    .withStatus(503)
                    .withTitle("Too many follow")
                    .withDetail("As many as affekt.dashboard.max-followers follow the stream already")
                    .build();
        }
        Multi<OutboundSseEvent> events = Multi.createFrom()
                .<LiveEvent>emitter(
                        emitter -> {
                            Runnable leave = feed.follow(event -> {
                                if (callId == null || callId.equals(callOf(event))) {
                                    emitter.emit(event);
                                }
                            });
                            emitter.onTermination(leave);
                        },
                        BackPressureStrategy.IGNORE)
                .onOverflow()
                .buffer(BEHIND)
                .map(event -> event(event.type(), view(event), sse));
        Multi<OutboundSseEvent> beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> event("heartbeat", Map.of("at", Instant.now()), sse));
        return Multi.createBy().merging().streams(events, beats);
    }

    private static OutboundSseEvent event(String name, Object data, Sse sse) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }

    private static String callOf(LiveEvent event) {
        if (event.record() instanceof Prediction prediction) {
            return prediction.getCallId();
        }
        if (event.record() instanceof Alert alert) {
            return alert.getCallId();
        }
        return event.record() instanceof Call call ? call.getCallId() : ((CallSummary) event.record()).getCallId();
    }

    private static Object view(LiveEvent event) {
        if (event.record() instanceof Prediction prediction) {
            return WindowView.of(prediction);
        }
        if (event.record() instanceof Call call) {
            return new CallEvent(call.getCallId(), call.getStatus().name(), call.getReceivedAt(), call.getDurationMs());
        }
        if (event.record() instanceof Alert alert) {
            return AlertView.of(alert);
        }
        return CallView.of(new CallReader.Known(null, (CallSummary) event.record(), null));
    }
}
