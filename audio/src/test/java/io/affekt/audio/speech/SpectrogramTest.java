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

    private static float[] numbers(int count, SplittableRandom random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble();
        }
        return numbers;
    }

    @Test
    void shouldSumUpTheSameLagsInLanes() {
        SplittableRandom random = new SplittableRandom(4);
        float[] power = numbers(10 * Spectrogram.STRIDE, random);
        float[] cosines = numbers(8 * 10, random);
        float[] plain = new float[8 * Spectrogram.STRIDE];
        float[] lanes = new float[8 * Spectrogram.STRIDE];

        new LagSum.Plain().compute(power, cosines, plain);
        new LagSum.InLanes().compute(power, cosines, lanes);

        assertThat(lanes).doesNotContain(0).containsExactly(plain, within(1e-5f));
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

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 60, 124})
    void shouldFindTheSameMovementInLanes(int frames) {
        SplittableRandom random = new SplittableRandom(5);
        float[] amplitudes = numbers(30 * Spectrogram.STRIDE, random);
        int[] edges = {10, 17, 29};
        Movement plain = new PlainMovement(edges);
        Movement lanes = new LaneMovement(edges);
        // A window before leaves nothing behind.
        lanes.compute(amplitudes, Spectrogram.MAX_FRAMES);

        plain.compute(amplitudes, frames);
        lanes.compute(amplitudes, frames);

        for (int f = 0; f < frames; f++) {
            assertThat(lanes.moving(f)).isEqualTo(plain.moving(f));
            assertThat(lanes.steady(f)).isEqualTo(plain.steady(f)).isPositive();
            assertThat(lanes.lasting(f)).isEqualTo(plain.lasting(f));
            assertThat(lanes.flatness(f)).isEqualTo(plain.flatness(f));
            assertThat(lanes.power(1, f)).isEqualTo(plain.power(1, f)).isPositive();
        }
    }

    @Test
    void shouldSayWhatSharesOfAFrameMoveAndStay() {
        float[] amplitudes = new float[2 * Spectrogram.STRIDE];
        // A tone throughout, and a click in frame 20 of 40 that is three times as loud.
        Arrays.fill(amplitudes, 0, 40, 1);
        amplitudes[Spectrogram.STRIDE + 20] = 3;
        Movement movement = Movement.create(new int[] {0, 2});

        movement.compute(amplitudes, 40);

        assertThat(movement.moving(10)).isZero();
        assertThat(movement.steady(10)).isCloseTo(1, within(1e-4));
        assertThat(movement.lasting(0)).as("it goes on").isCloseTo(1, within(1e-4));
        assertThat(movement.moving(20)).isCloseTo(0.75, within(1e-4));
        assertThat(movement.steady(20)).isCloseTo(0.25, within(1e-4));
        assertThat(movement.lasting(20)).isCloseTo(0.25, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 13, 124})
    void shouldSelectAsSortingWould(int count) {
        SplittableRandom random = new SplittableRandom(count);
        double[] values = random.doubles(count + 3, 0, 20).map(Math::floor).toArray();
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);

        for (int n = 0; n < count; n++) {
            assertThat(Selection.nth(values.clone(), count, n)).isEqualTo(sorted[n]);
        }
        assertThat(Selection.median(values, count)).isEqualTo((sorted[(count - 1) / 2] + sorted[count / 2]) / 2);
    }
}
