package io.affekt.ingest.rest;

import io.affekt.audio.Windows;
import io.affekt.schemas.Call;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as ingest knows it.
 *
 * @param windows how many windows each analysed channel gives; null while receiving
 * @param warning what the sender should know
 */
public record CallView(
        String callId,
        String source,
        Instant receivedAt,
        @Nullable Instant completedAt,
        @Nullable Instant recordedAt,
        List<ChannelView> channels,
        int sampleRateHz,
        @Nullable Long durationMs,
        String status,
        @Nullable String failureReason,
        boolean truncated,
        String contentSha256,
        @Nullable String consentBasis,
        Map<String, String> attributes,
        @Nullable Integer windows,
        @Nullable String warning) {

    /** A channel and whether it is analysed. */
    public record ChannelView(int index, String role, boolean analysed) {}

    static CallView of(Call call, @Nullable String warning) {
        Long samples = call.getSamples();
        return new CallView(
                call.getCallId(),
                call.getSource(),
                call.getReceivedAt(),
                call.getCompletedAt(),
                call.getRecordedAt(),
                call.getChannels().stream()
                        .map(channel -> new ChannelView(
                                channel.getIndex(), channel.getRole().name(), channel.getAnalysed()))
                        .toList(),
                call.getSampleRateHz(),
                call.getDurationMs(),
                call.getStatus().name(),
                call.getFailureReason(),
                call.getTruncated(),
                call.getContentSha256(),
                call.getConsentBasis(),
                call.getAttributes(),
                samples == null ? null : Windows.count(Windows.resampledLength(samples, call.getSampleRateHz())),
                warning);
    }
}
