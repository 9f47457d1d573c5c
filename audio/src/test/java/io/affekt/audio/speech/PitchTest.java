package io.affekt.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affekt.audio.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PitchTest {

    private static final double[] PITCHES = {65, 75, 85, 100, 120, 140, 170, 200, 240, 280, 330, 390, 450};

    private final SplittableRandom random = new SplittableRandom(1);

    /** Vibrato of 5 Hz and 3 %, and a glide of 4 % in a second. */
    private static DoubleUnaryOperator about(double hz) {
        return t -> hz * (1 + 0.03 * Math.sin(2 * Math.PI * 5 * t) + 0.04 * (t - 1.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 20, 10})
    void shouldFindThePitchOfEachFrameInNoise(double snrDb) {
        Spectrogram spectrogram = Spectrogram.create();
        PitchFinder finder = new PitchFinder();
        List<Double> errors = new ArrayList<>();
        for (double pitch : PITCHES) {
            DoubleUnaryOperator hz = about(pitch);
            float[] voice = Voice.speak(Windows.WINDOW_SAMPLES, hz);
            int frames = spectrogram.compute(Voice.withNoise(voice, snrDb, random));
            finder.find(spectrogram.amplitudes(), frames);
            for (int f = 0; f < frames; f++) {
                double middle = (double) (f * Spectrogram.HOP + Spectrogram.FRAME / 2) / Spectrogram.RATE;
                if (finder.harmonicity(f) >= SoundAnalyzer.VOICED) {
                    errors.add(Math.abs(finder.hz(f) / hz.applyAsDouble(middle) - 1));
                }
            }
        }

        assertThat(errors).hasSizeGreaterThan(800);
        double[] sorted =
                errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        assertThat(sorted[sorted.length / 2]).as("median error").isLessThan(0.01);
        long octaves = Arrays.stream(sorted).filter(error -> error > 0.2).count();
        assertThat((double) octaves / sorted.length).as("octave errors").isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {85, 120, 170, 240, 330})
    void shouldGiveTheMedianPitchOfAWindow(double pitch) {
        float[] voice = Voice.speak(Windows.WINDOW_SAMPLES, about(pitch));

        SoundProfile profile = new SoundAnalyzer().analyze(Voice.withNoise(voice, 10, random));

        assertThat(profile.pitchHz()).isCloseTo(pitch, within(0.03 * pitch));
    }

    @Test
    void shouldGiveNoPitchWhereThereIsNoVoice() {
        float[] noise = NonSpeech.WHITE_NOISE.window(Windows.WINDOW_SAMPLES, Part.TEST, random);

        assertThat(new SoundAnalyzer().analyze(noise).pitchHz()).isNull();
        assertThat(new SoundAnalyzer()
                        .analyze(new float[Windows.WINDOW_SAMPLES])
                        .pitchHz())
                .isNull();
    }
}
