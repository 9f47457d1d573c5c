package io.affekt.dashboard.summary;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * How much of something was predicted.
 *
 * @param windows how many windows
 * @param speechMs the speech in them, milliseconds; windows overlap by half
 */
public record MixCount(long windows, long speechMs) {

    static final MixCount NONE = new MixCount(0, 0);

    static final Serde<MixCount> SERDE = Serdes.serdeFrom(
            (topic, count) -> count == null
                    ? null
                    : ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(count.windows)
                            .putLong(count.speechMs)
                            .array(),
            (topic, bytes) -> {
                if (bytes == null) {
                    return null;
                }
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new MixCount(buffer.getLong(), buffer.getLong());
            });

    MixCount plus(MixCount other) {
        return new MixCount(windows + other.windows, speechMs + other.speechMs);
    }

    MixCount minus(MixCount other) {
        return new MixCount(windows - other.windows, speechMs - other.speechMs);
    }
}
