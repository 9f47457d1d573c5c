package io.affekt.dashboard.rest;

import io.affekt.dashboard.summary.CallReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Calls, and how they went. */
@Path("/v1/calls")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class CallResource {

    private static final int MOST = 500;

    private final CallReader reader;

    CallResource(CallReader reader) {
        this.reader = reader;
    }

    /**
     * A page of calls.
     *
     * @param next the cursor of the next page; null behind the last one
     */
    public record PageView(List<CallView> calls, @Nullable String next) {}

    @GET
    @Operation(summary = "Calls, the newest first")
    public PageView list(
            @QueryParam("cursor") @Parameter(description = "What the page before said as next") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Parameter(description = "1 to 500") int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be from 1 to " + MOST + ", not " + limit);
        }
        CallReader.Page page = reader.newest(cursor == null ? null : decode(cursor), limit);
        return new PageView(page.calls().stream().map(CallView::of).toList(), encode(page.next()));
    }

    private static @Nullable String encode(@Nullable String key) {
        return key == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the cursor is not one that a page has named", e);
        }
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One call and its summary")
    public CallView get(@PathParam("id") String callId) {
        return CallView.of(known(callId));
    }

    @GET
    @Path("/{id}/summary")
    @Operation(summary = "The summary of a call, by role")
    public List<CallView.RoleView> summary(@PathParam("id") String callId) {
        return get(callId).roles();
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(summary = "The predictions of a call, channel after channel")
    public List<WindowView> timeline(@PathParam("id") String callId) {
        known(callId);
        return reader.windows(callId).stream().map(WindowView::of).toList();
    }

    @GET
    @Path("/{id}/timeline")
    @Produces(TableWriter.CSV)
    @Operation(hidden = true)
    public String timelineAsCsv(@PathParam("id") String callId) {
        return TableWriter.csv(timeline(callId), WindowView.class);
    }

    @GET
    @Path("/{id}/timeline")
    @Produces(TableWriter.JSON_LINES)
    @Operation(hidden = true)
    public String timelineAsJsonLines(@PathParam("id") String callId) {
        return TableWriter.jsonLines(timeline(callId));
    }

    @GET
    @Path("/{id}/alerts")
    @Operation(summary = "The alerts of a call: each rule alerts once")
    public List<AlertView> alerts(@PathParam("id") String callId) {
        known(callId);
        return reader.alerts(callId).stream().map(AlertView::of).toList();
    }

    private CallReader.Known known(String callId) {
        return reader.find(callId).orElseThrow(() -> new NoSuchElementException("There is no call " + callId));
    }
}
