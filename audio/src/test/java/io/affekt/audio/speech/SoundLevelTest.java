package io.affekt.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoundLevelTest {

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
}
