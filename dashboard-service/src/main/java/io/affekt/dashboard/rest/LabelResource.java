package io.affekt.dashboard.rest;

import io.affekt.dashboard.labels.LabelSender;
import io.affekt.dashboard.summary.CallReader;
import io.affekt.schemas.Call;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Label;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What people say of calls. */
@Path("/v1/calls/{id}/labels")
@Blocking
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class LabelResource {

    /** A part of a key; slashes part keys. */
    private static final String ANNOTATOR = "[^\\p{Cntrl}/]{1,200}";

    private final LabelSender sender;
    private final CallReader reader;

    LabelResource(LabelSender sender, CallReader reader) {
        this.sender = sender;
        this.reader = reader;
    }

    /** What a person heard in a span of a channel. */
    public record LabelRequest(
            @Min(0) int channel,
            @Min(0) long startMs,
            @Min(1) long endMs,
            @NotNull @Pattern(regexp = ANNOTATOR) String annotator,
            @NotNull String emotion) {}

    @POST
    @Operation(
            summary =
                    "Says what a person heard in a span. Windows that it covers by two thirds become labelled features;"
                            + " the newest label counts")
    public Response give(@PathParam("id") String callId, @Valid @NotNull LabelRequest request)
            throws InterruptedException {
        check(callId, request.channel(), request.startMs(), request.endMs());
        if (request.annotator().equals("corpus")) {
            throw new IllegalArgumentException("corpus is the annotator of labels that came with a recording");
        }
        sender.give(new Label(
                callId,
                request.channel(),
                request.startMs(),
                request.endMs(),
                emotion(request.emotion()),
                request.annotator(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        return Response.accepted(request).build();
    }

    @DELETE
    @Operation(summary = "Withdraws the label that this annotator gave this span")
    public Response withdraw(
            @PathParam("id") String callId,
            @QueryParam("channel") @Min(0) int channel,
            @QueryParam("start_ms") @Min(0) long startMs,
            @QueryParam("end_ms") @Min(1) long endMs,
            @QueryParam("annotator") @NotNull @Pattern(regexp = ANNOTATOR) String annotator)
            throws InterruptedException {
        check(callId, channel, startMs, endMs);
        sender.withdraw(callId, channel, startMs, endMs, annotator);
        return Response.accepted().build();
    }

    private void check(String callId, int channel, long startMs, long endMs) {
        Call call = reader.find(callId)
                .map(CallReader.Known::call)
                .orElseThrow(() -> new NoSuchElementException("There is no call " + callId));
        if (call.getChannels().stream().noneMatch(c -> c.getIndex() == channel)) {
            throw new NoSuchElementException("Call " + callId + " has no channel " + channel);
        }
        Long duration = call.getDurationMs();
        if (endMs <= startMs || duration == null || startMs >= duration) {
            throw new IllegalArgumentException(
                    "a label's span must end after its start, and start within the call, which must be complete");
        }
    }

    private static Emotion emotion(String name) {
        return Arrays.stream(Emotion.values())
                .filter(emotion -> emotion.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not an emotion; there are " + Arrays.toString(Emotion.values())));
    }
}
