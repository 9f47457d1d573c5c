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
 * @param ended whether the last chunk has come, or the call was idle for too long
 * @param touchedAt wall clock of the last chunk, milliseconds
 * @param contentSha256 the recording that the chunks belong to
 */
record ChannelProgress(int nextSequence, boolean ended, long touchedAt, String contentSha256) {

    static final Serde<ChannelProgress> SERDE = Serdes.serdeFrom(serializer(), deserializer());

    ChannelProgress end() {
        return new ChannelProgress(nextSequence, true, touchedAt, contentSha256);
    }

    private static Serializer<ChannelProgress> serializer() {
        return (topic, progress) -> {
            byte[] hash = progress.contentSha256.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Integer.BYTES + 1 + Long.BYTES + hash.length)
                    .putInt(progress.nextSequence)
                    .put((byte) (progress.ended ? 1 : 0))
                    .putLong(progress.touchedAt)
                    .put(hash)
                    .array();
        };
    }

    private static Deserializer<ChannelProgress> deserializer() {
        return (topic, bytes) -> {
            ByteBuffer from = ByteBuffer.wrap(bytes);
            int next = from.getInt();
            boolean ended = from.get() != 0;
            long touchedAt = from.getLong();
            return new ChannelProgress(
                    next, ended, touchedAt, StandardCharsets.UTF_8.decode(from).toString());
        };
    }
}
