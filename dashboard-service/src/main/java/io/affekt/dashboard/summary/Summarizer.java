package io.affekt.dashboard.summary;

import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallStatus;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Channel;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.RoleSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the windows of a call together. What comes out hangs on the windows alone, not on the order or the number of times in
 * which they came.
 */
public final class Summarizer {

    /** How {@link RoleSummary#getTrend} is computed. */
    public static final String TREND_FORMULA =
            "valence of the last third less that of the first; valence is the mean over windows, weighted by speech, of"
                    + " p_happy - p_sad - p_angry - p_fearful - p_disgust";

    private static final long RATE = 16_000;
    private static final long HOP = 24_000;

    private Summarizer() {}

    /**
     * The summary of a call.
     *
     * @param callId the call
     * @param call what is known of it, null if nothing is yet
     * @param windows its predictions, each once, in any order
     * @param now when the summary is made
     */
    public static CallSummary summarize(String callId, @Nullable Call call, List<Prediction> windows, Instant now) {
        List<Prediction> ordered = windows.stream()
                .sorted(Comparator.comparingInt(Prediction::getChannel).thenComparingLong(Prediction::getStartMs))
                .toList();
        long end = Math.max(
                call == null || call.getDurationMs() == null ? 0 : call.getDurationMs(),
                ordered.stream().mapToLong(Prediction::getEndMs).max().orElse(0));
        Map<ChannelRole, List<Prediction>> byRole = new EnumMap<>(ChannelRole.class);
        ordered.forEach(window -> byRole.computeIfAbsent(window.getRole(), role -> new ArrayList<>())
                .add(window));
        List<RoleSummary> roles = new ArrayList<>();
        byRole.forEach((role, ofRole) -> roles.add(summarize(role, ofRole, end)));
        Integer expected = expected(call);
        return CallSummary.newBuilder()
                .setCallId(callId)
                .setReceivedAt(call == null ? null : call.getReceivedAt())
                .setDurationMs(call == null ? null : call.getDurationMs())
                .setRoles(roles)
                .setTrendFormula(TREND_FORMULA)
                .setWindowsExpected(expected)
                .setComplete(call != null
                        && call.getStatus() == CallStatus.complete
                        && expected != null
                        && windows.size() >= expected)
                .setUpdatedAt(now)
                .build();
    }

    private static RoleSummary summarize(ChannelRole role, List<Prediction> windows, long callEnd) {
        double third = callEnd / 3.0;
        Shares all = new Shares();
        List<Shares> thirds = List.of(new Shares(), new Shares(), new Shares());
        int silent = 0;
        int abstained = 0;
        for (Prediction window : windows) {
            if (window.getAbstainReason() == AbstainReason.no_speech) {
                silent++;
            } else if (window.getAbstainReason() != null) {
                abstained++;
            }
            double middle = (window.getStartMs() + window.getEndMs()) / 2.0;
            all.add(window);
            thirds.get((int) Math.min(2, middle / third)).add(window);
        }
        Double before = thirds.get(0).valence();
        Double after = thirds.get(2).valence();
        Stretches stretches = new Stretches(windows);
        return RoleSummary.newBuilder()
                .setRole(role)
                .setWindows(windows.size())
                .setAbstainedWindows(abstained)
                .setSilentWindows(silent)
                .setShare(all.shares())
                .setShareStart(thirds.get(0).shares())
                .setShareMiddle(thirds.get(1).shares())
                .setShareEnd(thirds.get(2).shares())
                .setTrend(before == null || after == null ? null : after - before)
                .setLongestNegativeMs(stretches.longestNegativeMs())
                .setSegments(stretches.segments())
                .build();
    }

    /** How many windows the analysed channels have, as the design cuts them; null if that is not known yet. */
    private static @Nullable Integer expected(@Nullable Call call) {
        if (call == null || call.getSamples() == null) {
            return null;
        }
        long samples = (call.getSamples() * RATE + call.getSampleRateHz() - 1) / call.getSampleRateHz();
        long chunks = (samples + HOP - 1) / HOP;
        long analysed = call.getChannels().stream().filter(Channel::getAnalysed).count();
        return Math.toIntExact(chunks == 0 ? 0 : analysed * Math.max(1, chunks - 1));
    }
}
