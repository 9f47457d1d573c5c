package io.affekt.ingest.calls;

import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a sender says of a recording.
 *
 * @param callId the call; a new one is made where none is given
 * @param source {@code upload} or {@code folder}
 * @param roles who speaks on each channel, in order; empty where nobody said
 * @param recordedAt when the recording began
 * @param consentBasis the legal basis of the analysis
 * @param emotion the label, in a labelled corpus
 * @param speaker who speaks, in a labelled corpus
 * @param attributes whatever else
 */
public record NewCall(
        String callId,
        String source,
        List<ChannelRole> roles,
        @Nullable Instant recordedAt,
        @Nullable String consentBasis,
        @Nullable Emotion emotion,
        @Nullable String speaker,
        Map<String, String> attributes) {

    /** How far a sender's clock may be ahead of ours. */
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    public NewCall {
        if (!Keys.CALL_ID.matcher(callId).matches()) {
            throw new IllegalArgumentException(
                    "A call id has 1 to 128 letters, digits, dots, underscores and hyphens, not '" + callId + "'");
        }
        if (recordedAt != null
                && (recordedAt.isBefore(Instant.EPOCH)
                        || recordedAt.isAfter(Instant.now().plus(CLOCK_SKEW)))) {
            throw new IllegalArgumentException("recorded_at must lie between 1970 and now, not at " + recordedAt);
        }
        roles = List.copyOf(roles);
        attributes = Map.copyOf(attributes);
    }

    /** A call id that nobody has used. */
    public static String newCallId() {
        return UUID.randomUUID().toString();
    }

    /** Reads {@code customer,agent}. */
    public static List<ChannelRole> roles(@Nullable String list) {
        if (list == null || list.isBlank()) {
            return List.of();
        }
        return List.of(list.split(",")).stream().map(name -> role(name.strip())).toList();
    }

    private static ChannelRole role(String name) {
        try {
            return ChannelRole.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a role; the roles are customer, agent and unknown", e);
        }
    }

    /** Reads a label. */
    public static @Nullable Emotion emotion(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Emotion.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not an emotion; the emotions are " + List.of(Emotion.values()), e);
        }
    }
}
