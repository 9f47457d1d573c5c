package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PitchSalienceTest {

    private static final int PITCHES = 32;
    private static final MelAxis AXIS = MelAxis.of(SyntheticSpeech.SPECIFICATION);

    /** MFCC of a voice: harmonics 20 dB over what is between them, under an envelope with a formant, falling with frequency. */
    private static float[] voice(double pitch) {
        double[] level = new double[AXIS.bands()];
        for (int b = 0; b < level.length; b++) {
            double hz = AXIS.centreHz(b);
            double away = Math.abs(hz / pitch - Math.rint(hz / pitch)) * pitch;
            double harmonic = hz < pitch / 2 ? 0 : 20 * Math.exp(-Math.pow(away / 16, 2));
            level[b] = harmonic - 0.01 * hz + 15 * Math.exp(-Math.pow((hz - 700) / 200, 2));
        }
        float[] mfcc = new float[PitchSalience.COEFFICIENTS];
        for (int c = 0; c < mfcc.length; c++) {
            for (int b = 0; b < level.length; b++) {
                mfcc[c] += (float) (level[b]
                        * Math.cos(Math.PI * c * (2 * b + 1) / (2.0 * level.length))
                        * Math.sqrt((c == 0 ? 1.0 : 2.0) / level.length));
            }
        }
        return mfcc;
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 110, 150, 200, 270, 400})
    void shouldHearThePitchOfAVoice(int pitch) {
        float[] to = new float[PITCHES];

        new FrameMap(PitchSalience.matrix(AXIS, PITCHES), PitchSalience.COEFFICIENTS)
                .apply(voice(pitch), PitchSalience.COEFFICIENTS, to, 1);

        double semitones = 12 * Math.log(PitchSalience.hz(Posteriors.mostProbable(to), PITCHES) / pitch) / Math.log(2);
        assertThat(semitones).isCloseTo(0, within(1.0));
    }
}
