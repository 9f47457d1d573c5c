package io.affekt.audio.decode;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** Ogg Opus (RFC 7845) of one or two channels, by Concentus; always at 48 kHz, the codec's own rate. */
final class OpusSource extends OggSource {

    private static final int SAMPLE_RATE = 48_000;
    /** The longest packet: 120 ms. */
    private static final int MAX_FRAMES = SAMPLE_RATE * 120 / 1000;

    private static final int HEAD_BYTES = 19;

    private final OpusDecoder decoder;
    private final int channels;
    private final int preSkip;
    private final float scale;
    private final short[] decoded;
    private final FloatBuffer block;

    OpusSource(InputStream stream, OggPackets packets, int headBytes) throws IOException {
        super(stream, packets);
        ByteBuffer head = ByteBuffer.wrap(packets.packet(), 0, headBytes).order(ByteOrder.LITTLE_ENDIAN);
        if (headBytes < HEAD_BYTES || head.get(8) >> 4 != 0) {
            throw new AudioException("its Opus header is damaged");
        }
        channels = head.get(9) & 0xFF;
        if (head.get(18) != 0 || channels > 2) {
            throw AudioException.unsupported("Ogg Opus with " + channels + " channels");
        }
        if (channels == 0) {
            throw new AudioException("it says that it has no channels");
        }
        preSkip = head.getShort(10) & 0xFFFF;
        double gain = head.getShort(16) / 256.0; // dB
        scale = (float) (Math.pow(10, gain / 20) / 32768);
        if (packets.next() < 0) { // the comments
            throw new AudioException("the file ends inside its header");
        }
        try {
            decoder = new OpusDecoder(SAMPLE_RATE, channels);
        } catch (OpusException e) {
            throw new AudioException("its Opus header is damaged", e);
        }
        decoded = new short[MAX_FRAMES * channels];
        block = FloatBuffer.allocate(MAX_FRAMES * channels);
    }

    @Override
    public int sampleRate() {
        return SAMPLE_RATE;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    int preSkip() {
        return preSkip;
    }

    @Override
    @Nullable
    FloatBuffer decode(byte[] packet, int length) {
        int frames;
        try {
            frames = decoder.decode(packet, 0, length, decoded, 0, MAX_FRAMES, false);
        } catch (OpusException | RuntimeException | AssertionError e) {
            // Concentus asserts what a damaged packet does not hold.
            decoder.resetState();
            return null;
        }
        block.clear().limit(frames * channels);
        for (int i = 0; i < frames * channels; i++) {
            block.put(i, SampleEncoding.finite(decoded[i] * scale));
        }
        return block;
    }
}
