package io.affekt.cli.deadletters;

import io.affekt.cli.CommandException;
import java.util.Base64;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which letters of a partition replays are done with: all before an offset, which is the group's committed one, and some
 * after it, which that offset carries as its metadata. Letters are told to it in the order of their offsets.
 */
final class ReplayMark {

    /** What fits into the 4,096 characters of metadata that a broker takes by default. */
    private static final int MAX_SPAN = 24_000;

    private final NavigableSet<Long> after = new TreeSet<>();
    private long before;
    private boolean someLeft;

    /** @param committed the group's offset of the partition; null where nothing was ever replayed */
    static ReplayMark of(@Nullable OffsetAndMetadata committed) {
        ReplayMark mark = new ReplayMark();
        if (committed != null) {
            mark.before = committed.offset();
            BitSet.valueOf(Base64.getDecoder().decode(committed.metadata())).stream()
                    .forEach(bit -> mark.after.add(mark.before + bit));
        }
        return mark;
    }

    boolean isDone(long offset) {
        return offset < before || after.contains(offset);
    }

    /** A letter was sent, or never can be. */
    void done(long offset) {
        if (someLeft) {
            after.add(offset);
        } else {
            before = Math.max(before, offset + 1);
        }
    }

    /** A letter waits for a later replay. */
    void left(long offset) {
        if (!someLeft && !isDone(offset)) {
            before = offset;
            someLeft = true;
        }
    }

    /** @throws CommandException when too much lies between the first letter that waits and the last that is done */
    OffsetAndMetadata toCommit() {
        BitSet bits = new BitSet();
        for (long offset : after.tailSet(before)) {
            if (offset - before >= MAX_SPAN) {
                throw new CommandException(
                        "over " + MAX_SPAN + " records lie between the oldest dead letter that was not"
                                + " replayed and one of these; replay the older ones first, without --topic and --call");
            }
            bits.set((int) (offset - before));
        }
        return new OffsetAndMetadata(before, Base64.getEncoder().encodeToString(bits.toByteArray()));
    }
}
