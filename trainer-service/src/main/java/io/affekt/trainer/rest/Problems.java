package io.affekt.trainer.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.affekt.trainer.training.Trainings.AlreadyTrainingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.NoSuchElementException;
import org.jboss.resteasy.reactive.server.ExceptionUnwrapStrategy;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.UnwrapException;
import org.jspecify.annotations.Nullable;

/**
 * What the libraries throw, as problems (RFC 9457). What is wrong with JSON that does not parse stands in
 * the cause alone: so it is unwrapped.
 */
@UnwrapException(value = WebApplicationException.class, strategy = ExceptionUnwrapStrategy.ALWAYS)
public class Problems {

    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException e) {
        return problem(
                Response.Status.BAD_REQUEST, "The body has not the shape of /q/openapi: " + e.getOriginalMessage());
    }

    @ServerExceptionMapper
    public Response notFound(NoSuchElementException e) {
        return problem(Response.Status.NOT_FOUND, e.getMessage());
    }

    @ServerExceptionMapper
    public Response badRequest(IllegalArgumentException e) {
        return problem(Response.Status.BAD_REQUEST, e.getMessage());
    }

    @ServerExceptionMapper
    public Response conflict(AlreadyTrainingException e) {
        return problem(Response.Status.CONFLICT, e.getMessage());
    }

    private static Response problem(Response.Status status, @Nullable String detail) {
        return HttpProblem.valueOf(status, String.valueOf(detail)).toResponse();
    }
}
