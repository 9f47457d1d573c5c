package io.affekt.dashboard.rest;

import io.affekt.dashboard.summary.CallReader;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What was predicted over time. */
@Path("/v1/summary")
@Blocking
public class MixResource {

    private static final Duration BY_DEFAULT = Duration.ofHours(24);
    private static final Duration MOST = Duration.ofDays(93);

    private final CallReader reader;

    MixResource(CallReader reader) {
        this.reader = reader;
    }

    /**
     * How much was predicted of something in an hour.
     *
     * @param outcome the emotion where it was certain, or why there was none
     * @param speechMs the speech in the windows, which overlap by half
     */
    public record MixView(Instant hour, String role, String model, String outcome, long windows, long speechMs) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What was predicted by hour of recording, role, model and outcome; also as CSV and JSON lines,"
                    + " by the Accept header")
    public List<MixView> mix(
            @QueryParam("from") @Parameter(description = "2026-11-25T00:00:00Z; a day ago if not given") @Nullable
                    String from,
            @QueryParam("to") @Parameter(description = "The end, not included; now if not given") @Nullable String to) {
        Instant end = to == null ? Instant.now() : instant("to", to);
        Instant start = from == null ? end.minus(BY_DEFAULT) : instant("from", from);
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(MOST) > 0) {
            throw new IllegalArgumentException("from must be before to, by " + MOST.toDays() + " days at most");
        }
        return reader.mix(start, end).entrySet().stream()
                .map(entry -> new MixView(
                        entry.getKey().hour(),
                        entry.getKey().role(),
                        entry.getKey().model(),
                        entry.getKey().outcome(),
                        entry.getValue().windows(),
                        entry.getValue().speechMs()))
                .toList();
    }

    @GET
    @Produces(TableWriter.CSV)
    @Operation(hidden = true)
    public String mixAsCsv(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return TableWriter.csv(mix(from, to), MixView.class);
    }

    @GET
    @Produces(TableWriter.JSON_LINES)
    @Operation(hidden = true)
    public String mixAsJsonLines(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return TableWriter.jsonLines(mix(from, to));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a time such as 2026-11-25T00:00:00Z, not " + text, e);
        }
    }
}
