package io.affekt.dashboard.rest;

import io.affekt.dashboard.summary.CallReader;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.RoleSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call and how it went.
 *
 * @param status receiving, complete or failed; unknown where only predictions are known
 * @param complete whether every window of the call has been predicted
 * @param windows how many windows have been
 * @param alerts how many rules have alerted; null in the stream
 * @param windowsExpected how many there are to be; null while the call is received
 */
public record CallView(
        String callId,
        String status,
        @Nullable String failureReason,
        @Nullable String source,
        @Nullable Instant receivedAt,
        @Nullable Instant recordedAt,
        @Nullable Long durationMs,
        boolean truncated,
        @Nullable String consentBasis,
        List<ChannelView> channels,
        boolean complete,
        int windows,
        @Nullable Integer windowsExpected,
        @Nullable Integer alerts,
        List<RoleView> roles,
        String trendFormula,
        Instant updatedAt) {

    /** A channel and whether it is analysed. */
    public record ChannelView(int index, String role, boolean analysed) {}

    /** How the call went for one role. */
    public record RoleView(
            String role,
            int windows,
            int silentWindows,
            int abstainedWindows,
            Map<String, Double> share,
            Map<String, Double> shareStart,
            Map<String, Double> shareMiddle,
            Map<String, Double> shareEnd,
            @Nullable Double trend,
            long longestNegativeMs,
            List<SegmentView> segments) {}

    /** Neighbouring windows of one emotion. */
    public record SegmentView(long startMs, long endMs, String emotion) {}

    static CallView of(CallReader.Known known) {
        Call call = known.call();
        CallSummary summary = known.summary();
        return new CallView(
                summary.getCallId(),
                call == null ? "unknown" : call.getStatus().name(),
                call == null ? null : call.getFailureReason(),
                call == null ? null : call.getSource(),
                summary.getReceivedAt(),
                call == null ? null : call.getRecordedAt(),
                summary.getDurationMs(),
                call != null && call.getTruncated(),
                call == null ? null : call.getConsentBasis(),
                call == null
                        ? List.of()
                        : call.getChannels().stream()
                                .map(channel -> new ChannelView(
                                        channel.getIndex(), channel.getRole().name(), channel.getAnalysed()))
                                .toList(),
                summary.getComplete(),
                summary.getRoles().stream().mapToInt(RoleSummary::getWindows).sum(),
                summary.getWindowsExpected(),
                known.alerts(),
                summary.getRoles().stream().map(CallView::role).toList(),
                summary.getTrendFormula(),
                summary.getUpdatedAt());
    }

    private static RoleView role(RoleSummary role) {
        return new RoleView(
                role.getRole().name(),
                role.getWindows(),
                role.getSilentWindows(),
                role.getAbstainedWindows(),
                role.getShare(),
                role.getShareStart(),
                role.getShareMiddle(),
                role.getShareEnd(),
                role.getTrend(),
                role.getLongestNegativeMs(),
                role.getSegments().stream()
                        .map(segment -> new SegmentView(
                                segment.getStartMs(),
                                segment.getEndMs(),
                                segment.getEmotion().name()))
                        .toList());
    }
}
