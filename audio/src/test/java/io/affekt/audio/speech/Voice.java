package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** A generated voice whose pitch is known: pulses through the resonances of vowels. */
final class Voice {

    /** Formants of a, e, i, o, u, Hz. */
    private static final int[][] VOWELS = {
        {730, 1090, 2440}, {530, 1840, 2480}, {270, 2290, 3010}, {570, 840, 2410}, {300, 870, 2240}
    };

    private Voice() {}

    /** Speaks vowels of 0.2 s in turn, each rising and falling, at {@code hz}, a function of seconds. */
    static float[] speak(int samples, DoubleUnaryOperator hz) {
        float[] sound = pulses(samples, hz);
        for (int formant = 0; formant < 3; formant++) {
            resonate(sound, formant);
        }
        for (int i = 0; i < samples; i++) {
            double syllable = Sine.of(2.5 * i / Windows.SAMPLE_RATE);
            sound[i] *= (float) (syllable * syllable);
        }
        return Mixtures.atLevel(sound, -20);
    }

    static float[] withNoise(float[] voice, double snrDb, RandomGenerator random) {
        return Mixtures.mix(voice, NonSpeech.WHITE_NOISE.raw(voice.length, Part.TEST, random), snrDb);
    }

    /** Band-limited: the sum of the harmonics under 4 kHz, falling by 6 dB an octave as a glottis does. */
    private static float[] pulses(int samples, DoubleUnaryOperator hz) {
        float[] sound = new float[samples];
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double now = hz.applyAsDouble((double) i / Windows.SAMPLE_RATE);
            phase += now / Windows.SAMPLE_RATE;
            for (int n = 1; n * now < 4000; n++) {
                sound[i] += (float) (Sine.of(n * phase) / n);
            }
        }
        return sound;
    }

    private static void resonate(float[] sound, int formant) {
        double last = 0;
        double secondLast = 0;
        double radius = Math.exp(-Math.PI * 90 / Windows.SAMPLE_RATE);
        for (int i = 0; i < sound.length; i++) {
            int centre = VOWELS[i * 5 / Windows.SAMPLE_RATE % VOWELS.length][formant];
            double turn = 2 * radius * Math.cos(2 * Math.PI * centre / Windows.SAMPLE_RATE);
            // Gain 1 at 0 Hz, as in a vocal tract.
            double value = (1 - turn + radius * radius) * sound[i] + turn * last - radius * radius * secondLast;
            secondLast = last;
            last = value;
            sound[i] = (float) value;
        }
    }
}
