package io.affekt.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The sound that calls are cut from, each from its beginning.
 *
 * @param name the track
 * @param channels the samples of each channel at 16 kHz
 */
public record Track(String name, List<short[]> channels) {

    static final int RATE = 16_000;
    static final int CHUNK = 24_000;

    /** A track of 8 kHz µ-law, as telephones carry it, is stereo: the customer, the agent. A mono one is both at 16 kHz. */
    public boolean stereo() {
        return channels.size() == 2;
    }

    /** How many whole chunks it has. */
    int chunks() {
        return channels.get(0).length / CHUNK;
    }

    /** Chunk {@code sequence} of a channel: 16 bit PCM, little-endian. */
    ByteBuffer chunk(int channel, int sequence) {
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(channels.get(channel), sequence * CHUNK, CHUNK);
        return bytes;
    }
}
