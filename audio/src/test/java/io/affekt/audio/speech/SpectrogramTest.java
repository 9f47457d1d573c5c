package io.affekt.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affekt.audio.Windows;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrogramTest {

    @Test
    void shouldSumUpTheSameLagsInLanes() {
        SplittableRandom random = new SplittableRandom(4);
        float[] power = new float[10 * Spectrogram.STRIDE];
        float[] cosines = new float[8 * 10];
        Arrays.setAll(new Object[power.length], i -> power[i] = (float) random.nextDouble());
        Arrays.setAll(new Object[cosines.length], i -> cosines[i] = (float) random.nextDouble(-2, 2));
        float[] plain = new float[8 * Spectrogram.STRIDE];
        float[] lanes = new float[8 * Spectrogram.STRIDE];

        new LagSum.Plain().compute(power, cosines, plain);
        new LagSum.InLanes().compute(power, cosines, lanes);

        assertThat(lanes).isEqualTo(plain).doesNotContain(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {768, 5000, 20_001, Windows.WINDOW_SAMPLES})
    void shouldGiveTheSameAmplitudesInLanes(int samples) {
        float[] voice = Voice.withNoise(Voice.speak(samples, t -> 180), 20, new SplittableRandom(3));
        Spectrogram plain = new PlainSpectrogram();
        Spectrogram lanes = new LaneSpectrogram();
        // A window before leaves nothing behind.
        lanes.compute(Voice.speak(Windows.WINDOW_SAMPLES, t -> 100));

        int frames = plain.compute(voice);

        assertThat(lanes.compute(voice)).isEqualTo(frames).isPositive();
        for (int k = 0; k < Spectrogram.BINS; k++) {
            for (int f = 0; f < frames; f++) {
                int at = k * Spectrogram.STRIDE + f;
                assertThat(lanes.amplitudes()[at])
                        .as("frequency %d of frame %d", k, f)
                        .isCloseTo(plain.amplitudes()[at], within(1e-5f));
            }
        }
    }
}
