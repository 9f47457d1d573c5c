package io.affekt.audio.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affekt.audio.Windows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationTest {

    private static float[] tone(double amplitude, int samples) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (amplitude * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        return tone;
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
