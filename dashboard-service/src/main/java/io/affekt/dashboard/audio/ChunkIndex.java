package io.affekt.dashboard.audio;

import java.util.Arrays;

/**
 * Where the chunks of one channel stand in their partition: what has been seen of them so far. Not thread-safe.
 */
final class ChunkIndex {

    private static final long UNSEEN = -1;

    private long[] offsets = new long[0];
    private long next;
    private boolean whole;

    /** @param from the offset that the first chunk cannot be before */
    ChunkIndex(long from) {
        next = from;
    }

    /** Takes note of a chunk; of two of one number, the first counts. */
    void saw(int sequence, long offset, boolean last) {
        if (sequence >= offsets.length) {
            int before = offsets.length;
            offsets = Arrays.copyOf(offsets, Math.max(sequence + 1, 2 * before));
            Arrays.fill(offsets, before, offsets.length, UNSEEN);
        }
        if (offsets[sequence] == UNSEEN) {
            offsets[sequence] = offset;
        }
        whole |= last;
    }

    /** Everything before this offset has been seen. */
    void sawAllBefore(long offset) {
        next = Math.max(next, offset);
    }

    /** Where to look on. */
    long next() {
        return next;
    }

    /** Whether the channel's last chunk has been seen. */
    boolean whole() {
        return whole;
    }

    boolean has(int sequence) {
        return sequence < offsets.length && offsets[sequence] != UNSEEN;
    }

    /** @return where a chunk stands that {@link #has} been seen */
    long offset(int sequence) {
        return offsets[sequence];
    }
}
