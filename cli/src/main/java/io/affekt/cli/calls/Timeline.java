package io.affekt.cli.calls;

import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The predictions of a call as a person reads them. */
public final class Timeline {

    private static final int BAR = 20;

    private Timeline() {}

    /** A line for each window, channel after channel. */
    public static String of(String title, List<Prediction> predictions) {
        List<Prediction> ordered = new ArrayList<>(predictions);
        ordered.sort(Comparator.comparing(Prediction::getChannel).thenComparing(Prediction::getWindowIndex));
        StringBuilder text = new StringBuilder(title).append('\n');
        int channel = -1;
        for (Prediction prediction : ordered) {
            if (prediction.getChannel() != channel) {
                channel = prediction.getChannel();
                text.append("  channel ")
                        .append(channel)
                        .append(", ")
                        .append(role(prediction.getRole()))
                        .append('\n');
            }
            text.append(line(prediction)).append('\n');
        }
        return text.toString();
    }

    private static String role(ChannelRole role) {
        return role == ChannelRole.unknown ? "role unknown" : role.name();
    }

    private static String line(Prediction prediction) {
        String span = String.format(
                Locale.ROOT, "  %6.1f – %6.1f s", prediction.getStartMs() / 1000.0, prediction.getEndMs() / 1000.0);
        String model = prediction.getModelName() + ":" + prediction.getModelVersion();
        if (prediction.getEmotion() == null || prediction.getConfidence() == null) {
            return "%s  %-9s  %4s  %-20s  %s"
                    .formatted(span, "–", "", "(" + prediction.getAbstainReason() + ")", model);
        }
        float confidence = prediction.getConfidence();
        int filled = Math.round(confidence * BAR);
        return "%s  %-9s  %s  %s  %s%s"
                .formatted(
                        span,
                        prediction.getEmotion(),
                        String.format(Locale.ROOT, "%.2f", confidence),
                        "█".repeat(filled) + "░".repeat(BAR - filled),
                        model,
                        prediction.getAbstainReason() == null ? "" : "  (" + prediction.getAbstainReason() + ")");
    }
}
