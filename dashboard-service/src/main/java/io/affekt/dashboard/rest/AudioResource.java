package io.affekt.dashboard.rest;

import io.affekt.dashboard.audio.CallAudio;
import io.affekt.dashboard.summary.CallReader;
import io.affekt.schemas.Call;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The sound of calls. */
@Path("/v1/calls/{id}/audio")
@Blocking
public class AudioResource {

    private static final int MOST_MS = 60_000;
    /** No call is longer: eleven days. */
    private static final long LONGEST_MS = 1_000_000_000;

    private static final int HEADER = 44;

    private final CallAudio audio;
    private final CallReader reader;

    AudioResource(CallAudio audio, CallReader reader) {
        this.audio = audio;
        this.reader = reader;
    }

    @GET
    @Produces("audio/wav")
    @Operation(
            summary = "A piece of a channel as it was analysed: WAV, 16 kHz, 16 bit. 404 where retention has taken it")
    public byte[] piece(
            @PathParam("id") String callId,
            @QueryParam("channel") @DefaultValue("0") @Min(0) int channel,
            @QueryParam("start_ms") @DefaultValue("0") @Min(0) @Max(LONGEST_MS) long startMs,
            @QueryParam("end_ms")
                    @Parameter(description = "At most a minute after the start; that if not given")
                    @Nullable
                    Long endMs) {
        long end = endMs == null ? startMs + MOST_MS : endMs;
        if (end <= startMs || end - startMs > MOST_MS) {
            throw new IllegalArgumentException(
                    "end_ms must be after start_ms, by " + MOST_MS + " at most: a longer piece is asked for in parts");
        }
        Call call = reader.find(callId)
                .map(CallReader.Known::call)
                .orElseThrow(() -> new NoSuchElementException("There is no call " + callId));
        int perMs = CallAudio.SAMPLE_RATE / 1000;
        return wav(audio.read(call, channel, startMs * perMs, (int) (end - startMs) * perMs));
    }

    /** RIFF with one channel of PCM. */
    private static byte[] wav(byte[] samples) {
        return ByteBuffer.allocate(HEADER + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER - 8 + samples.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(CallAudio.SAMPLE_RATE)
                .putInt(2 * CallAudio.SAMPLE_RATE)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(samples.length)
                .put(samples)
                .array();
    }
}
