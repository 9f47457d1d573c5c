package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InputColumnsTest {

    private static final int FRAMES = 3;
    private static final MelAxis AXIS = MelAxis.of(SyntheticSpeech.SPECIFICATION);

    private static FeatureMatrix matrix(int coefficients) {
        SplittableRandom random = new SplittableRandom(2);
        float[] values = new float[FRAMES * coefficients];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new FeatureMatrix(values, FRAMES, coefficients);
    }

    private static InputColumns columns(Architecture network, InputView view) {
        return new InputColumns(new ModelShape(network, view.values(), 94, 8), view, SyntheticSpeech.SPECIFICATION);
    }

    private static float[] frame(float[] rows, int frame) {
        return Arrays.copyOfRange(rows, frame * rows.length / FRAMES, (frame + 1) * rows.length / FRAMES);
    }

    @Test
    void shouldReadTheFirstCoefficientsAsTheyAre() {
        FeatureMatrix matrix = matrix(83);

        float[] columns =
                columns(Architecture.CNN1D, new InputView(40, false, 0, 0)).of(matrix);

        for (int f = 0; f < FRAMES; f++) {
            assertThat(frame(columns, f)).containsExactly(Arrays.copyOf(frame(matrix.values(), f), 40));
        }
    }

    @Test
    void shouldReadPitchesBesideCoefficients() {
        FeatureMatrix matrix = matrix(83);

        float[] columns =
                columns(Architecture.CNN1D, new InputView(20, false, 32, 0)).of(matrix);

        float[] pitches = new float[FRAMES * 32];
        new FrameMap(PitchSalience.matrix(AXIS, 32), PitchSalience.COEFFICIENTS)
                .apply(matrix.values(), matrix.coefficients(), pitches, FRAMES);
        for (int f = 0; f < FRAMES; f++) {
            assertThat(Arrays.copyOf(frame(columns, f), 20))
                    .containsExactly(Arrays.copyOf(frame(matrix.values(), f), 20), within(1e-5f));
            assertThat(Arrays.copyOfRange(frame(columns, f), 20, 52)).containsExactly(frame(pitches, f), within(1e-5f));
        }
    }

    @Test
    void shouldReadAWindowAsIfSomebodyElseSpoke() {
        InputView view = new InputView(20, true, 32, 0.05);
        FeatureMatrix matrix = matrix(80);

        float[] columns = columns(Architecture.CNN1D, view).of(matrix);

        float[] other = matrix.values().clone();
        new FrameMap(FrequencyWarp.matrix(AXIS, 0.05, 80), 80).apply(other, 80, other, FRAMES);
        float[] expected = columns(Architecture.CNN1D, view.learned()).of(new FeatureMatrix(other, FRAMES, 80));
        assertThat(columns).containsExactly(expected, within(1e-4f));
        assertThat(columns)
                .as("what it learns from is not changed")
                .isNotEqualTo(columns(Architecture.CNN1D, view.learned()).of(matrix));
    }

    @Test
    void shouldReadPitchesFrameByFrameOnly() {
        assertThatThrownBy(() -> columns(Architecture.PAPER_CNN1D, new InputView(20, false, 32, 0)))
                .hasMessageContaining("'paper-cnn1d' reads no pitches");
    }
}
