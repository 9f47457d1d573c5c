package io.affekt.features;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * @param contentSha256 the recording that the chunks belong to
 */
record ChannelProgress(int nextSequence, State state, long touchedAt, String contentSha256) {

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

    ChannelProgress idle() {
        return new ChannelProgress(nextSequence, State.IDLE, touchedAt, contentSha256);
    }

    private static Serializer<ChannelProgress> serializer() {
        return (topic, progress) -> {
            byte[] hash = progress.contentSha256.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Integer.BYTES + 1 + Long.BYTES + hash.length)
                    .putInt(progress.nextSequence)
                    .put((byte) progress.state.ordinal())
                    .putLong(progress.touchedAt)
                    .put(hash)
                    .array();
        };
    }

    private static Deserializer<ChannelProgress> deserializer() {
        return (topic, bytes) -> {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            int next = from.getInt();
            State state = State.values()[from.get()];
            long touchedAt = from.getLong();
            return new ChannelProgress(
                    next, state, touchedAt, StandardCharsets.UTF_8.decode(from).toString());
        };
    }
}
