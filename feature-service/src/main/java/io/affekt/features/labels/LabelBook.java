package io.affekt.features.labels;

import io.affekt.schemas.Label;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The labels that stand, of the calls of some partitions. People make them, so that all of them fit into memory. */
final class LabelBook {

    private final Map<String, Map<LabelKey, Label>> byCall = new HashMap<>();

    /** Enters a label, or takes it out. */
    void put(LabelKey key, @Nullable Label label) {
        if (label != null) {
            byCall.computeIfAbsent(key.callId(), callId -> new HashMap<>()).put(key, label);
        } else {
            byCall.computeIfPresent(key.callId(), (callId, labels) -> {
                labels.remove(key);
                return labels.isEmpty() ? null : labels;
            });
        }
    }

    /** The newest label that covers enough of a window; of two at the same time, that of the later annotator by name. */
    Optional<Label> newest(String callId, int channel, long startMs, long endMs) {
        return byCall.getOrDefault(callId, Map.of()).entrySet().stream()
                .filter(entry ->
                        entry.getKey().channel() == channel && entry.getKey().covers(startMs, endMs))
                .map(Map.Entry::getValue)
                .max(Comparator.comparing(Label::getLabeledAt).thenComparing(Label::getAnnotator));
    }

    void clear() {
        byCall.clear();
    }
}
