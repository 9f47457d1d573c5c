package io.affekt.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks a service how it is. */
public final class HealthClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI base;

    public HealthClient(URI base) {
        this.base = base;
    }

    public boolean isReady() throws InterruptedException {
        return status("/q/health/ready") == 200;
    }

    public boolean isLive() throws InterruptedException {
        return status("/q/health/live") == 200;
    }

    /** The model that inference-service says it serves, such as {@code emotion:2}. */
    public Optional<String> servingModel() throws InterruptedException {
        return said("model");
    }

    /** Why inference-service did not take the newest model; empty if it did. */
    public Optional<String> lastFailure() throws InterruptedException {
        return said("last_failure");
    }

    private Optional<String> said(String name) throws InterruptedException {
        try {
            HttpResponse<byte[]> response = get("/q/health/ready");
            for (JsonNode check : JSON.readTree(response.body()).path("checks")) {
                JsonNode value = check.path("data").path(name);
                if (value.isTextual()) {
                    return Optional.of(value.asText());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private int status(String path) throws InterruptedException {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(5))
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
