package io.affekt.ingest.calls;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.resample.Resampler;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one channel into chunks at 16 kHz while it is read. A chunk is given away when more sound is known to follow, so
 * that the last one can say that it is the last. Not thread-safe.
 */
final class ChannelChunks {

    private final @Nullable Resampler resampler;
    private final BiConsumer<ByteBuffer, Boolean> sink;
    private float[] held = new float[2 * Windows.CHUNK_SAMPLES];
    private int count;

    /** @param sink takes the samples of a chunk, and whether it is the last */
    ChannelChunks(int sampleRate, BiConsumer<ByteBuffer, Boolean> sink) {
        resampler = sampleRate == Windows.SAMPLE_RATE ? null : new Resampler(sampleRate, Windows.SAMPLE_RATE);
        this.sink = sink;
    }

    void add(float[] samples) {
        hold(resampler == null ? samples : resampler.process(samples, samples.length));
    }

    /** Gives the rest away; nothing where there was no sound at all. */
    void finish() {
        if (resampler != null) {
            hold(resampler.finish());
        }
        if (count > 0) {
            sink.accept(Pcm16.encode(held, 0, count), true);
        }
    }

    private void hold(float[] samples) {
        if (count + samples.length > held.length) {
            held = Arrays.copyOf(held, count + samples.length);
        }
        System.arraycopy(samples, 0, held, count, samples.length);
        count += samples.length;
        int from = 0;
        while (count - from > Windows.CHUNK_SAMPLES) {
            sink.accept(Pcm16.encode(held, from, Windows.CHUNK_SAMPLES), false);
            from += Windows.CHUNK_SAMPLES;
        }
        System.arraycopy(held, from, held, 0, count - from);
        count -= from;
    }
}
