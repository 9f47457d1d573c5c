package io.affekt.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Chance that comes from names alone: the same name falls the same way in every set, whatever else is in it. */
final class NameOrder {

    private NameOrder() {}

    /** The first eight bytes of the name's SHA-256. */
    static long hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The names in an order that looks random and is always the same.
     *
     * @param purpose what the order is for, so that two purposes do not choose the same names
     */
    static List<String> shuffled(Collection<String> names, String purpose) {
        return names.stream()
                .sorted(Comparator.comparingLong((String name) -> hash(purpose + ":" + name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }
}
