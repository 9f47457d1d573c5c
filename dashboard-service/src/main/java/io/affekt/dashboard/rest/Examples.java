package io.affekt.dashboard.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;

/** Puts answers of the demo's calls into the description of the REST, from {@code examples/}. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class Examples implements OASFilter {

    /** Paths of GET, and the file with an answer. */
    static final Map<String, String> FILES = Map.of(
            "/v1/calls", "calls",
            "/v1/calls/{id}", "call",
            "/v1/calls/{id}/summary", "summary",
            "/v1/calls/{id}/timeline", "timeline",
            "/v1/calls/{id}/alerts", "alerts",
            "/v1/summary", "mix",
            "/v1/platform", "platform");

    private static final String JSON = "application/json";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        FILES.forEach((path, file) -> {
            Operation get = api.getPaths().getPathItem(path).getGET();
            MediaType answer =
                    get.getResponses().getAPIResponse("200").getContent().getMediaType(JSON);
            answer.setExample(read(file));
        });
    }

    private static Object read(String file) {
        try (InputStream in = Examples.class.getResourceAsStream("/examples/" + file + ".json")) {
            return new ObjectMapper().readValue(Objects.requireNonNull(in, file), Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The example " + file + " cannot be read", e);
        }
    }
}
