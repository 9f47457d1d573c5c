package io.affekt.features;

import org.jspecify.annotations.Nullable;

/** The topic {@code audio-chunks} as a log, read at a place. Used by one thread at a time. */
interface ChunkLog extends AutoCloseable {

    /**
     * The record at a place that was committed and consumed before.
     *
     * @return its value; null where retention has taken it
     * @throws org.apache.kafka.common.errors.TimeoutException when the broker does not answer in time
     */
    byte @Nullable [] read(int partition, long offset);

    @Override
    void close();
}
