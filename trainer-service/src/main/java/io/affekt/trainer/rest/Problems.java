package io.affekt.trainer.rest;

import io.affekt.trainer.training.Trainings.AlreadyTrainingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.NoSuchElementException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the libraries throw, as problems (RFC 9457). */
public class Problems {

    @ServerExceptionMapper
    public Response notFound(NoSuchElementException e) {
        return problem(Response.Status.NOT_FOUND, e);
    }

    @ServerExceptionMapper
    public Response badRequest(IllegalArgumentException e) {
        return problem(Response.Status.BAD_REQUEST, e);
    }

    @ServerExceptionMapper
    public Response conflict(AlreadyTrainingException e) {
        return problem(Response.Status.CONFLICT, e);
    }

    private static Response problem(Response.Status status, RuntimeException e) {
        return HttpProblem.valueOf(status, String.valueOf(e.getMessage())).toResponse();
    }
}
