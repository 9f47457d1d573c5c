package io.affekt.dashboard.summary;

import io.affekt.schemas.Emotion;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows what: neighbouring windows of one certain emotion are a segment. */
final class Stretches {

    private static final Set<Emotion> NEGATIVE =
            EnumSet.of(Emotion.sad, Emotion.angry, Emotion.fearful, Emotion.disgust);

    private final List<Segment> segments = new ArrayList<>();
    private long longestNegativeMs;

    /** @param windows of one role, channel after channel by their start */
    Stretches(List<Prediction> windows) {
        Segment last = null;
        int channel = -1;
        long negativeFrom = -1;
        for (Prediction window : windows) {
            if (window.getChannel() != channel) {
                channel = window.getChannel();
                last = null;
                negativeFrom = -1;
            }
            Emotion emotion = window.getEmotion();
            if (emotion == null || window.getAbstainReason() != null) {
                // Silence and doubt end a segment, but not a mood.
                last = null;
                continue;
            }
            last = follow(last, window, emotion);
            if (!NEGATIVE.contains(emotion)) {
                negativeFrom = -1;
            } else {
                negativeFrom = negativeFrom < 0 ? window.getStartMs() : negativeFrom;
                longestNegativeMs = Math.max(longestNegativeMs, window.getEndMs() - negativeFrom);
            }
        }
    }

    /** Windows overlap: where another emotion begins, the one before ends. */
    private Segment follow(@Nullable Segment last, Prediction window, Emotion emotion) {
        if (last != null && last.getEmotion() == emotion) {
            last.setEndMs(window.getEndMs());
            return last;
        }
        if (last != null) {
            last.setEndMs(Math.min(last.getEndMs(), window.getStartMs()));
        }
        Segment next = new Segment(window.getStartMs(), window.getEndMs(), emotion);
        segments.add(next);
        return next;
    }

    List<Segment> segments() {
        return segments;
    }

    long longestNegativeMs() {
        return longestNegativeMs;
    }
}
