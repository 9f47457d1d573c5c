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

    /**
     * Enters a label, or takes it out.
     *
     * @return whether that changes anything; not where one is withdrawn that is not known, so that nobody's word takes away
     *     what a corpus says
     */
    boolean put(LabelKey key, @Nullable Label label) {
        Map<LabelKey, Label> ofCall = byCall.computeIfAbsent(key.callId(), callId -> new HashMap<>());
        Label before = label == null ? ofCall.remove(key) : ofCall.put(key, label);
        if (ofCall.isEmpty()) {
            byCall.remove(key.callId());
        }
        return label != null || before != null;
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
