package io.affekt.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.affekt.audio.Windows;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoundAnalyzerTest {

    private final SoundAnalyzer analyzer = new SoundAnalyzer();

    private static float[] tone(double amplitude) {
        float[] tone = new float[Windows.WINDOW_SAMPLES];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (float) (amplitude * Math.sin(2 * Math.PI * 440 * i / Windows.SAMPLE_RATE));
        }
        return tone;
    }

    private static float[] voice() {
        return Voice.speak(Windows.WINDOW_SAMPLES, t -> 150 + 30 * Math.sin(8 * t));
    }

    @Test
    void shouldMeasureLoudnessBelowFullScale() {
        assertThat(analyzer.analyze(tone(1)).loudnessDbfs()).isCloseTo(-3.01, within(0.05));
        assertThat(analyzer.analyze(tone(0.1)).loudnessDbfs()).isCloseTo(-23.01, within(0.05));
        assertThat(analyzer.analyze(new float[48_000]).loudnessDbfs()).isEqualTo(SoundProfile.SILENCE_DBFS);
    }

    @Test
    void shouldTellHowMuchIsSpeech() {
        float[] whole = voice();
        float[] half = whole.clone();
        Arrays.fill(half, half.length / 2, half.length, 0);

        assertThat(analyzer.analyze(whole).speechRatio()).isGreaterThan(0.8);
        assertThat(analyzer.analyze(half).speechRatio()).isCloseTo(0.5, within(0.15));
        assertThat(analyzer.analyze(tone(0.3)).holdsSpeech()).isFalse();
    }

    @Test
    void shouldTakeSoundOfAnyLengthUpToAWindow() {
        assertThat(analyzer.analyze(new float[0]).holdsSpeech()).isFalse();
        assertThat(analyzer.analyze(new float[10])).isEqualTo(new SoundProfile(SoundProfile.SILENCE_DBFS, 0, null));
        assertThat(analyzer.analyze(Arrays.copyOf(voice(), 5001)).holdsSpeech()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> analyzer.analyze(new float[48_001]));
    }

    @Test
    void shouldRememberNothingOfAWindow() {
        float[] voice = voice();
        SoundProfile alone = new SoundAnalyzer().analyze(Arrays.copyOf(voice, 20_000));

        analyzer.analyze(voice);

        assertThat(analyzer.analyze(Arrays.copyOf(voice, 20_000))).isEqualTo(alone);
    }

    @Test
    void shouldAllocateNothingForAFrame() {
        float[] voice = voice();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // Until they are compiled, vectors are objects.
        for (int i = 0; i < 400; i++) {
            analyzer.analyze(voice);
        }
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < 20; i++) {
            analyzer.analyze(voice);
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 20)
                .as("no more than the profile itself")
                .isLessThan(Spectrogram.MAX_FRAMES);
    }
}
