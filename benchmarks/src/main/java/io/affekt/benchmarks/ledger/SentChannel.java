package io.affekt.benchmarks.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * A channel of a call that was sent.
 *
 * @param callId the call
 * @param channel the channel
 * @param content names its sound: where two channels have the same, windows of the same span sound the same
 * @param samples how long it is, samples at 16 kHz
 */
public record SentChannel(String callId, int channel, String content, long samples) {

    private static final int RATE = 16_000;
    private static final int HOP = 24_000;
    private static final int WINDOW = 48_000;

    /** Where a window lies, milliseconds. */
    record Span(long startMs, long endMs) {}

    /**
     * The windows that must come of it. This says again, on its own, what the design says of windows: window k covers
     * [1.5 k, 1.5 k + 3) s, the last one may be shorter, and is there if it reaches past the window before.
     */
    List<Span> windows() {
        List<Span> windows = new ArrayList<>();
        for (long start = 0; start < samples; start += HOP) {
            boolean reachesPast = start == 0 || samples > start - HOP + WINDOW;
            if (reachesPast) {
                long end = Math.min(samples, start + WINDOW);
                windows.add(new Span(start * 1000 / RATE, end * 1000 / RATE));
            }
        }
        return windows;
    }

    String key() {
        return key(callId, channel);
    }

    static String key(String callId, int channel) {
        return callId + "/" + channel;
    }
}
