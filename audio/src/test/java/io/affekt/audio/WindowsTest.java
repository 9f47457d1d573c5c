package io.affekt.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "24000,1", "24001,1", "48000,1", "48001,2", "72000,2", "72001,3", "240000,9"})
    void shouldCountWindows(long samples, int windows) {
        assertThat(Windows.count(samples)).isEqualTo(windows);
        assertThat(Windows.cut(new float[(int) samples]).length).isEqualTo(windows);
    }

    @ParameterizedTest
    @ValueSource(ints = {24_001, 48_000, 48_001, 70_000, 100_000})
    void shouldKeepTheLastWindowWhereItReachesPastTheOneBefore(int samples) {
        float[][] windows = Windows.cut(new float[samples]);
        int last = windows.length - 1;

        assertThat(windows[last].length).as("at least 1 s").isGreaterThanOrEqualTo(16_000);
        assertThat(last * Windows.CHUNK_SAMPLES + windows[last].length)
                .as("to the end")
                .isEqualTo(samples);
    }

    private static float[] tone(double amplitude, int samples) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (amplitude * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        return tone;
    }

    @Test
    void shouldMeasureLoudnessBelowFullScale() {
        assertThat(SoundLevel.of(tone(1, 48_000)).loudnessDbfs()).isCloseTo(-3.01, within(0.05));
        assertThat(SoundLevel.of(tone(0.1, 48_000)).loudnessDbfs()).isCloseTo(-23.01, within(0.05));
        assertThat(SoundLevel.of(new float[48_000]).loudnessDbfs()).isEqualTo(SoundLevel.SILENCE_DBFS);
    }

    @Test
    void shouldTellHowMuchIsSpeech() {
        float[] half = new float[48_000];
        System.arraycopy(tone(0.3, 24_000), 0, half, 0, 24_000);

        assertThat(SoundLevel.of(half).speechRatio()).isCloseTo(0.5, within(0.01));
        assertThat(SoundLevel.of(half).holdsSpeech()).isTrue();
        assertThat(SoundLevel.of(tone(0.0005, 48_000)).holdsSpeech()).as("hiss").isFalse();
        assertThat(SoundLevel.of(new float[48_000]).holdsSpeech()).isFalse();
        assertThat(SoundLevel.of(new float[10]).holdsSpeech()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed-0.95", "speed-1.05", "noise-15db", "telephone"})
    void shouldAugmentAlwaysAlike(String name) {
        Augmentation augmentation = Augmentation.parse(name);
        float[] window = tone(0.3, 48_000);

        float[] changed = augmentation.apply(window, 7);

        assertThat(changed).isEqualTo(augmentation.apply(window, 7)).isNotEqualTo(window);
        assertThat(changed.length).isLessThanOrEqualTo(Windows.WINDOW_SAMPLES);
        assertThat(augmentation.name()).isEqualTo(name);
    }

    @Test
    void shouldPlayFasterOrSlower() {
        float[] faster = Augmentation.parse("speed-1.05").apply(tone(0.3, 42_000), 1);

        assertThat(faster).hasSize(40_000);
        float[] expected = new float[40_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * 1.05 * i / 16_000));
        }
        for (int i = 1000; i < 39_000; i++) {
            assertThat(faster[i]).isCloseTo(expected[i], within(1e-3f));
        }
    }

    @Test
    void shouldAddNoiseAtTheRatioThatItsNameSays() {
        float[] window = tone(0.3, 48_000);
        float[] noisy = Augmentation.parse("noise-15db").apply(window, 1);
        double noise = 0;
        double signal = 0;
        for (int i = 0; i < window.length; i++) {
            noise += Math.pow(noisy[i] - window[i], 2);
            signal += Math.pow(window[i], 2);
        }

        assertThat(10 * Math.log10(signal / noise)).isCloseTo(15, within(0.2));
    }

    @Test
    void shouldRefuseAnUnknownAugmentation() {
        assertThatThrownBy(() -> Augmentation.parse("reverb")).hasMessageContaining("is not an augmentation");
    }
}
