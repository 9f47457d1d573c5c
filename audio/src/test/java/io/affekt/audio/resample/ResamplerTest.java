package io.affekt.audio.resample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affekt.audio.Windows;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {

    private static float[] tone(double hz, int rate, double seconds) {
        float[] samples = new float[(int) (rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return samples;
    }

    /** RMS away from the ends, dB relative to a sine of amplitude 0.5. */
    private static double levelDb(float[] samples) {
        double sum = 0;
        int from = samples.length / 4;
        int to = samples.length * 3 / 4;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return 10 * Math.log10(sum / (to - from) / 0.125 + 1e-30);
    }

    @ParameterizedTest
    @CsvSource({
        "48000,100",
        "48000,3000",
        "48000,7300",
        "44100,1000",
        "44100,7300",
        "8000,1000",
        "8000,3600",
        "22050,5000",
        "32000,7300",
        "96000,7300",
        "192000,7300"
    })
    void shouldPassWhatIsHeard(int rate, double hz) {
        float[] resampled = Resampler.resample(tone(hz, rate, 1), rate, 16_000);

        assertThat(levelDb(resampled)).isCloseTo(0, within(0.05));
        float[] expected = tone(hz, 16_000, 1);
        for (int i = 4000; i < 12_000; i++) {
            assertThat(resampled[i]).isCloseTo(expected[i], within(2e-3f));
        }
    }

    @ParameterizedTest
    @CsvSource({"48000,8100", "48000,12000", "48000,20000", "44100,8100", "44100,15000", "96000,8100", "192000,8100"})
    void shouldSilenceWhatWouldAlias(int rate, double hz) {
        assertThat(levelDb(Resampler.resample(tone(hz, rate, 1), rate, 16_000))).isLessThan(-100);
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11_025, 15_200, 16_001, 22_050, 44_100, 48_000, 96_000, 192_000})
    void shouldGiveTheSameBitsWithAndWithoutVectors(int rate) {
        PolyphaseFilter filter = new PolyphaseFilter(rate, 16_000);
        Convolution plain = new PlainConvolution(filter);
        Convolution lanes = new LaneConvolution(filter);
        SplittableRandom random = new SplittableRandom(rate);
        float[] input = new float[(lanes.periods() - 1) * filter.down() + filter.reach() + 5];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) (random.nextDouble() * 2 - 1);
        }

        float[] expected = new float[lanes.periods() * filter.up()];
        for (int period = 0; period < lanes.periods(); period++) {
            plain.apply(input, 5 + period * filter.down(), expected, period * filter.up());
        }
        float[] actual = new float[expected.length];
        lanes.apply(input, 5, actual, 0);

        assertThat(Arrays.equals(actual, expected)).isTrue();
    }

    @Test
    void shouldGiveAsManySamplesAsTheTimeAsksFor() {
        assertThat(Resampler.resample(new float[48_001], 48_000, 16_000)).hasSize(16_001);
        assertThat(Resampler.resample(new float[1], 8000, 16_000)).hasSize(2);
        assertThat(Resampler.resample(new float[0], 44_100, 16_000)).isEmpty();
        assertThat(Windows.resampledLength(48_001, 48_000)).isEqualTo(16_001);
    }
}
