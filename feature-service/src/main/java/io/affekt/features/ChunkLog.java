package io.affekt.features;

import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** The topic {@code audio-chunks} as a log, read at a place. Used by one thread at a time. */
interface ChunkLog extends AutoCloseable {

    /**
     * The record at a place that was committed and consumed before.
     *
     * @return its value; null where retention has taken it, or a broker that crashed has lost it
     * @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer in time
     */
    byte @Nullable [] read(int partition, long offset);

    /**
     * The records at many places of a partition, in their order. Places that retention has taken are left out, and so may be
     * others: {@link #read} tells.
     *
     * @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer in time
     */
    void readAll(int partition, NavigableSet<Long> offsets, Reader reader);

    /** Takes records. */
    interface Reader {
        void take(long offset, byte @Nullable [] value);
    }

    @Override
    void close();
}
