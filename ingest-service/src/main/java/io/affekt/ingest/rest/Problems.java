package io.affekt.ingest.rest;

import io.affekt.audio.decode.AudioException;
import io.affekt.ingest.calls.CallConflictException;
import io.affekt.ingest.calls.PublishingException;
import io.affekt.ingest.calls.SpoolFullException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.NoSuchElementException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What can go wrong with a call, as problems (RFC 9457). */
public class Problems {

    private static final int UNPROCESSABLE = 422;

    @ServerExceptionMapper
    public Response unreadable(AudioException e) {
        return problem(UNPROCESSABLE, "The recording cannot be read", e);
    }

    @ServerExceptionMapper
    public Response badRequest(IllegalArgumentException e) {
        return problem(400, "The request cannot be right", e);
    }

    @ServerExceptionMapper
    public Response notFound(NoSuchElementException e) {
        return problem(404, "Not found", e);
    }

    @ServerExceptionMapper
    public Response conflict(CallConflictException e) {
        return problem(409, "The call id is taken", e);
    }

    @ServerExceptionMapper
    public Response noRoom(SpoolFullException e) {
        return e.uploadTooLarge()
                ? problem(413, "The recording is too large", e)
                : problem(503, "There is no room at the moment", e);
    }

    @ServerExceptionMapper
    public Response notPublished(PublishingException e) {
        return problem(503, "The call was not published", e);
    }

    private static Response problem(int status, String title, Exception e) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(String.valueOf(e.getMessage()))
                .build()
                .toResponse();
    }
}
