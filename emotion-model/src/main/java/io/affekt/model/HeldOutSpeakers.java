package io.affekt.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
                .filter(speaker -> Long.remainderUnsigned(hash(speaker), ONE_IN) == 0)
                .collect(Collectors.toCollection(TreeSet::new));
        if (heldOut.isEmpty() || heldOut.size() == speakers.size()) {
            heldOut.clear();
            heldOut.add(speakers.stream()
                    .min(Comparator.comparingLong(HeldOutSpeakers::hash).thenComparing(Comparator.naturalOrder()))
                    .orElseThrow());
        }
        return heldOut;
    }

    /** Names in an order that looks random and is always the same. */
    static List<String> shuffled(Collection<String> names) {
        return names.stream()
                .sorted(Comparator.comparingLong((String name) -> hash("calibration:" + name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static long hash(String speaker) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(speaker.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
