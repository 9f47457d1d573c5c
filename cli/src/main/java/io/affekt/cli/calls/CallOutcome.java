package io.affekt.cli.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.CommandException;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a call went, as dashboard-service sums it up, in the words of a person. */
final class CallOutcome {

    /** Emotions with less of the certain speech than this are not named. */
    private static final double WORTH_NAMING = 0.05;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long CHECK_EVERY_MS = 300;

    private CallOutcome() {}

    /** The outcome of a call whose windows have all been predicted; a line that says why there is none, where that is so. */
    static String await(Ports ports, String callId) throws InterruptedException {
        RestClient dashboard = new RestClient(ports.uri(Service.DASHBOARD));
        String missing = "it has not been summed up yet";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                JsonNode call = dashboard.get("/v1/calls/" + callId);
                if (call.path("complete").asBoolean()) {
                    return of(call.path("roles"));
                }
            } catch (CommandException e) {
                missing = String.valueOf(e.getMessage());
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_EVERY_MS);
        }
        return "  no summary of the call: " + missing + "\n";
    }

    /** A line for each role. */
    static String of(JsonNode roles) {
        StringBuilder text = new StringBuilder();
        for (JsonNode role : roles) {
            text.append("  ")
                    .append(role.path("role").asText())
                    .append(": ")
                    .append(line(role))
                    .append('\n');
        }
        return text.toString();
    }

    private static String line(JsonNode role) {
        int windows = role.path("windows").asInt();
        int silent = role.path("silent_windows").asInt();
        int unsure = role.path("abstained_windows").asInt();
        List<String> parts = new ArrayList<>();
        String shares = shares(role.path("share"));
        parts.add(shares.isEmpty() ? "nothing certain was heard" : shares);
        String first = leading(role.path("share_start"));
        String last = leading(role.path("share_end"));
        if (first != null && last != null && !first.equals(last)) {
            parts.add("from " + first + " in the first third to " + last + " in the last");
        }
        if (unsure > 0) {
            parts.add("no certain emotion in %d of %d windows that are not silent".formatted(unsure, windows - silent));
        }
        return String.join("; ", parts);
    }

    private static String shares(JsonNode share) {
        return share.properties().stream()
                .sorted((a, b) ->
                        Double.compare(b.getValue().asDouble(), a.getValue().asDouble()))
                .filter(entry -> entry.getValue().asDouble() >= WORTH_NAMING)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.0f %%",
                        entry.getKey(),
                        100 * entry.getValue().asDouble()))
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    private static @Nullable String leading(JsonNode share) {
        return share.properties().stream()
                .filter(entry -> entry.getValue().asDouble() > 0)
                .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.asDouble(), b.asDouble())))
                .map(Map.Entry::getKey)
                .orElse(null);
    }
}
