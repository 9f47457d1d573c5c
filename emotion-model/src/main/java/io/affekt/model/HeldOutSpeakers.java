package io.affekt.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which speakers a model is judged on. A hash of the name decides, so that a speaker who was held out once is held out for
 * ever, and a new model and an old one are judged on people whom neither has heard.
 */
public final class HeldOutSpeakers {

    private static final int ONE_IN = 5;

    private HeldOutSpeakers() {}

    /**
     * About a fifth of the speakers; none where there are fewer than two. Where the hash holds nobody out, or everybody,
     * one of them is chosen by it instead.
     */
    public static Set<String> of(Collection<String> speakers) {
        if (speakers.size() < 2) {
            return Set.of();
        }
        Set<String> heldOut = speakers.stream()
                .filter(speaker -> Long.remainderUnsigned(NameOrder.hash(speaker), ONE_IN) == 0)
                .collect(Collectors.toCollection(TreeSet::new));
        if (heldOut.isEmpty() || heldOut.size() == speakers.size()) {
            heldOut.clear();
            heldOut.add(speakers.stream()
                    .min(Comparator.comparingLong(NameOrder::hash).thenComparing(Comparator.naturalOrder()))
                    .orElseThrow());
        }
        return heldOut;
    }
}
