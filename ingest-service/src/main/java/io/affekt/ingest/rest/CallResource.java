package io.affekt.ingest.rest;

import io.affekt.ingest.calls.CallDirectory;
import io.affekt.ingest.calls.CallPublisher;
import io.affekt.ingest.calls.NewCall;
import io.affekt.ingest.calls.Spool;
import io.affekt.ingest.calls.SpooledUpload;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Calls: a recording goes in, 202 comes back when Kafka has acknowledged all of it. */
@Path("/v1/calls")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class CallResource {

    private static final String UPLOAD = "upload";

    private final Spool spool;
    private final CallPublisher publisher;
    private final CallDirectory directory;

    CallResource(Spool spool, CallPublisher publisher, CallDirectory directory) {
        this.spool = spool;
        this.publisher = publisher;
        this.directory = directory;
    }

    @POST
    @Consumes({"audio/*", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(summary = "Takes a recording (WAV, AIFF, FLAC, MP3, Ogg Vorbis, Opus) as the body of the request")
    public Response upload(
            InputStream body,
            @RestQuery("call_id") @Parameter(description = "[A-Za-z0-9._-]{1,128}; made if not given") @Nullable
                    String callId,
            @RestQuery @Parameter(description = "Who speaks on each channel, such as customer,agent") @Nullable
                    String channels,
            @RestQuery("recorded_at") @Nullable String recordedAt,
            @RestQuery("consent_basis") @Nullable String consentBasis,
            @RestQuery @Parameter(description = "The label, in a labelled corpus") @Nullable String emotion,
            @RestQuery @Parameter(description = "Who speaks, in a labelled corpus") @Nullable String speaker)
            throws IOException {
        return take(body, newCall(callId, channels, recordedAt, consentBasis, emotion, speaker));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Takes a recording (WAV, AIFF, FLAC, MP3, Ogg Vorbis, Opus) as the part 'file' of a form")
    public Response uploadForm(
            @RestForm("file") @Nullable FileUpload file,
            @RestForm("call_id") @Nullable String callId,
            @RestForm @Nullable String channels,
            @RestForm("recorded_at") @Nullable String recordedAt,
            @RestForm("consent_basis") @Nullable String consentBasis,
            @RestForm @Nullable String emotion,
            @RestForm @Nullable String speaker)
            throws IOException {
        if (file == null) {
            throw new IllegalArgumentException("The form needs a part 'file' with the recording");
        }
        try (InputStream body = Files.newInputStream(file.uploadedFile())) {
            return take(body, newCall(callId, channels, recordedAt, consentBasis, emotion, speaker));
        }
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "What is known of a call")
    public CallView get(@PathParam("id") String callId) {
        return directory
                .find(callId)
                .map(call -> CallView.of(call, null))
                .orElseThrow(() -> new NoSuchElementException("There is no call " + callId));
    }

    private Response take(InputStream body, NewCall newCall) throws IOException {
        try (SpooledUpload upload = spool.take(body)) {
            CallPublisher.Outcome outcome = publisher.publish(newCall, upload);
            return Response.status(outcome.known() ? Response.Status.OK : Response.Status.ACCEPTED)
                    .location(URI.create("/v1/calls/" + newCall.callId()))
                    .entity(CallView.of(outcome.call(), outcome.warning()))
                    .build();
        }
    }

    private static NewCall newCall(
            @Nullable String callId,
            @Nullable String channels,
            @Nullable String recordedAt,
            @Nullable String consentBasis,
            @Nullable String emotion,
            @Nullable String speaker) {
        return new NewCall(
                callId == null || callId.isEmpty() ? NewCall.newCallId() : callId,
                UPLOAD,
                NewCall.roles(channels),
                instant(recordedAt),
                consentBasis,
                NewCall.emotion(emotion),
                speaker,
                Map.of());
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "recorded_at must look like 2026-01-31T13:45:00Z, not '" + text + "'", e);
        }
    }
}
