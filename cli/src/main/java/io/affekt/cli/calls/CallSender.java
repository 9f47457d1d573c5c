package io.affekt.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.CommandException;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends recordings to ingest-service. Thread-safe. */
public final class CallSender {

    /**
     * A call that was taken in.
     *
     * @param callId the call
     * @param windows how many windows it will have, over all analysed channels
     * @param durationMs its length, milliseconds
     * @param warning what ingest had to say; null if nothing
     */
    public record SentCall(
            String callId,
            int windows,
            long durationMs,
            @Nullable String warning) {}

    private final RestClient ingest;

    public CallSender(Ports ports) {
        ingest = new RestClient(ports.uri(Service.INGEST));
    }

    /**
     * Sends a recording.
     *
     * @param parameters of {@code POST /v1/calls}, such as {@code channels}; those that are null are left out
     * @throws CommandException with the reason when it is refused
     */
    public SentCall send(Path file, Map<String, @Nullable String> parameters) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(Files.exists(file) ? "it is not a file" : "there is no such file");
        }
        String query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "="
                        + URLEncoder.encode(String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        JsonNode call;
        try {
            call = ingest.postFile("/v1/calls?" + query, file);
        } catch (IOException e) {
            throw new CommandException("it cannot be read: " + e.getMessage(), e);
        }
        int analysed = 0;
        for (JsonNode channel : call.path("channels")) {
            analysed += channel.path("analysed").asBoolean() ? 1 : 0;
        }
        return new SentCall(
                call.path("call_id").asText(),
                call.path("windows").asInt() * analysed,
                call.path("duration_ms").asLong(),
                call.path("warning").isTextual() ? call.path("warning").asText() : null);
    }

    /** Parameters from names and values in turn. */
    public static Map<String, @Nullable String> parameters(@Nullable String... namesAndValues) {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return parameters;
    }
}
