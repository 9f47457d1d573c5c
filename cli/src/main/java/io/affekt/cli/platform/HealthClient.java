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

    boolean isLive() throws InterruptedException {
        return status("/q/health/live") == 200;
    }

    /** The model that inference-service says it serves, such as {@code emotion:2}. */
    public Optional<String> servingModel() throws InterruptedException {
        try {
            HttpResponse<byte[]> response = get("/q/health/ready");
            for (JsonNode check : JSON.readTree(response.body()).path("checks")) {
                JsonNode model = check.path("data").path("model");
                if (model.isTextual()) {
                    return Optional.of(model.asText());
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
