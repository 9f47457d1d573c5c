package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyWarpTest {

    private static final int COEFFICIENTS = 40;
    private static final MelAxis AXIS = MelAxis.of(SyntheticSpeech.SPECIFICATION);

    /** MFCC of a spectrum with one hill. */
    private static float[] hill(double hz) {
        double centre = AXIS.position(hz);
        float[] mfcc = new float[COEFFICIENTS];
        for (int c = 0; c < COEFFICIENTS; c++) {
            for (int b = 0; b < AXIS.bands(); b++) {
                double level = Math.exp(-Math.pow((b - centre) / 8, 2));
                mfcc[c] += (float) (level
                        * Math.cos(Math.PI * c * (2 * b + 1) / (2.0 * AXIS.bands()))
                        * Math.sqrt((c == 0 ? 1.0 : 2.0) / AXIS.bands()));
            }
        }
        return mfcc;
    }

    private static double top(float[] mfcc) {
        int top = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < AXIS.bands(); b++) {
            double level = 0;
            for (int c = 0; c < COEFFICIENTS; c++) {
                level += mfcc[c]
                        * Math.cos(Math.PI * c * (2 * b + 1) / (2.0 * AXIS.bands()))
                        * Math.sqrt((c == 0 ? 1.0 : 2.0) / AXIS.bands());
            }
            if (level > highest) {
                highest = level;
                top = b;
            }
        }
        return AXIS.centreHz(top);
    }

    @Test
    void shouldKnowTheBandsOfASpecification() {
        assertThat(AXIS).isEqualTo(new MelAxis(128, 0, 8000, true));
        assertThat(MelAxis.of("mfcc40-sr16000-win400-fft512-hop160-mel64-htk-f40-7800-ln"))
                .isEqualTo(new MelAxis(64, 40, 7800, false));
        assertThat(AXIS.position(AXIS.centreHz(17))).isCloseTo(17, within(1e-9));
        assertThat(AXIS.position(AXIS.centreHz(100))).isCloseTo(100, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 15, 20})
    void shouldMoveAHillByItsStretch(int step) {
        double stretch = 1 + 0.12 * (step - 10) / 10.0;
        float[] mfcc = hill(2000);

        new FrequencyWarp(AXIS, 0.12, COEFFICIENTS).apply(step, mfcc, 1);

        assertThat(top(mfcc)).isCloseTo(2000 / stretch, within(60.0));
    }

    @Test
    void shouldChangeNothingInTheMiddle() {
        float[] mfcc = hill(900);

        new FrequencyWarp(AXIS, 0.12, COEFFICIENTS).apply(FrequencyWarp.steps() / 2, mfcc, 1);

        assertThat(mfcc).containsExactly(hill(900), within(1e-4f));
    }
}
