package io.affekt.features;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How far a channel of a call has come. It outlives the audio, and decides what is a duplicate.
 *
 * @param nextSequence the chunk that is expected next
 * @param state what may still come
 * @param touchedAt wall clock of the last chunk, milliseconds
 * @param lastOffset where the last chunk stands in its partition
 * @param contentSha256 the recording that the chunks belong to
 */
record ChannelProgress(int nextSequence, State state, long touchedAt, long lastOffset, String contentSha256) {

    /** What may still come of a channel. */
    enum State {
        /** More chunks. */
        OPEN,
        /** Nothing came for too long; the upload may be sent again, and then goes on where it broke off. */
        IDLE,
        /** Nothing: the last chunk has come. */
        COMPLETE
    }

    static final Serde<ChannelProgress> SERDE = Serdes.serdeFrom(serializer(), deserializer());

    private static final byte FORMAT = 1;

    ChannelProgress idle() {
        return new ChannelProgress(nextSequence, State.IDLE, touchedAt, lastOffset, contentSha256);
    }

    /** The same, with its last chunk at another place: it was sent again. */
    ChannelProgress at(long offset) {
        return new ChannelProgress(nextSequence, state, touchedAt, offset, contentSha256);
    }

    private static Serializer<ChannelProgress> serializer() {
        return (topic, progress) -> {
            byte[] hash = progress.contentSha256.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(1 + Integer.BYTES + 1 + 2 * Long.BYTES + hash.length)
                    .put(FORMAT)
                    .putInt(progress.nextSequence)
                    .put((byte) progress.state.ordinal())
                    .putLong(progress.touchedAt)
                    .putLong(progress.lastOffset)
                    .put(hash)
                    .array();
        };
    }

    private static Deserializer<ChannelProgress> deserializer() {
        return (topic, bytes) -> {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            byte format = from.get();
            if (format != FORMAT) {
                throw new SerializationException("Format " + format + " of " + topic + " is not known to this build");
            }
            int next = from.getInt();
            State state = State.values()[from.get()];
            long touchedAt = from.getLong();
            long lastOffset = from.getLong();
            return new ChannelProgress(
                    next,
                    state,
                    touchedAt,
                    lastOffset,
                    StandardCharsets.UTF_8.decode(from).toString());
        };
    }
}
