package io.affekt.ingest.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelChunksTest {

    private final List<float[]> chunks = new ArrayList<>();
    private final List<Boolean> last = new ArrayList<>();

    private void cut(float[] samples, int rate) {
        ChannelChunks cutter = new ChannelChunks(rate, (bytes, isLast) -> {
            chunks.add(Pcm16.decode(bytes));
            last.add(isLast);
        });
        SplittableRandom random = new SplittableRandom(5);
        for (int at = 0; at < samples.length; ) {
            int count = Math.min(samples.length - at, 1 + random.nextInt(30_000));
            cutter.add(Arrays.copyOfRange(samples, at, at + count));
            at += count;
        }
        cutter.finish();
    }

    private static float[] ramp(int samples) {
        float[] ramp = new float[samples];
        for (int i = 0; i < samples; i++) {
            ramp[i] = (i % 30_000) / 32768f;
        }
        return ramp;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 23_999, 24_000, 24_001, 48_000, 100_000})
    void shouldCutWholeChunksAndSayWhichIsTheLast(int samples) {
        float[] sound = ramp(samples);

        cut(sound, Windows.SAMPLE_RATE);

        assertThat(chunks).hasSize((samples + Windows.CHUNK_SAMPLES - 1) / Windows.CHUNK_SAMPLES);
        for (int n = 0; n < chunks.size(); n++) {
            int from = n * Windows.CHUNK_SAMPLES;
            assertThat(chunks.get(n))
                    .isEqualTo(Arrays.copyOfRange(sound, from, Math.min(samples, from + Windows.CHUNK_SAMPLES)));
            assertThat(last.get(n)).isEqualTo(n == chunks.size() - 1);
        }
    }

    @Test
    void shouldResampleWithoutLosingASample() {
        cut(ramp(44_100 * 4), 44_100);

        assertThat(chunks.stream().mapToInt(chunk -> chunk.length).sum()).isEqualTo(64_000);
    }

    @Test
    void shouldGiveNothingForNothing() {
        cut(new float[0], 8000);

        assertThat(chunks).isEmpty();
    }
}
