package io.affekt.dashboard.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.NoSuchElementException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jboss.resteasy.reactive.server.ExceptionUnwrapStrategy;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.UnwrapException;

/**
 * What can go wrong with a question, as problems (RFC 9457). What is wrong with JSON that does not parse stands in
 * the cause alone: so it is unwrapped.
 */
@UnwrapException(value = WebApplicationException.class, strategy = ExceptionUnwrapStrategy.ALWAYS)
public class Problems {

    @ServerExceptionMapper
    public Response badRequest(IllegalArgumentException e) {
        return problem(400, "The request cannot be right", String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException e) {
        return problem(
                400,
                "The request cannot be right",
                "The body has not the shape of /q/openapi: " + e.getOriginalMessage());
    }

    @ServerExceptionMapper
    public Response notFound(NoSuchElementException e) {
        return problem(404, "Not found", String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    public Response notReady(InvalidStateStoreException e) {
        return problem(503, "Not ready", "The state is being restored; ask again in a moment");
    }

    @ServerExceptionMapper
    public Response notPublished(KafkaException e) {
        return problem(503, "Kafka does not take it", String.valueOf(e.getMessage()));
    }

    private static Response problem(int status, String title, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .build()
                .toResponse();
    }
}
