package io.affekt.model.evaluation;

import static io.affekt.model.Emotion.ANGRY;
import static io.affekt.model.Emotion.CALM;
import static io.affekt.model.Emotion.HAPPY;
import static io.affekt.model.Emotion.SAD;
import static io.affekt.model.evaluation.Clips.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affekt.model.Emotion;
import io.affekt.model.Evaluation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    /** Angry 3 of 4 found, sad 1 of 2, calm said once and never a label. */
    private static final List<Judged> SIX = List.of(
            clip("a", ANGRY, ANGRY, 0.9),
            clip("a", ANGRY, ANGRY, 0.8),
            clip("b", ANGRY, ANGRY, 0.7),
            clip("b", ANGRY, CALM, 0.6),
            clip("a", SAD, SAD, 0.5),
            clip("b", SAD, ANGRY, 0.4));

    @Test
    void shouldGiveTheFiguresOfEachClass() {
        List<ClassFigures> figures = ClassFigures.of(ConfusionMatrix.of(SIX));

        assertThat(figures).extracting(ClassFigures::emotion).containsExactly(CALM, SAD, ANGRY);
        assertThat(figures.get(2)).isEqualTo(new ClassFigures(ANGRY, 4, 0.75, 0.75, 0.75));
        assertThat(figures.get(1)).isEqualTo(new ClassFigures(SAD, 2, 0.5, 1, 2.0 / 3));
        assertThat(figures.get(0).recall()).as("calm is never a label").isNaN();
        assertThat(figures.get(0).precision()).isZero();
    }

    @Test
    void shouldSayWhatTheEvaluationSays() {
        ConfusionMatrix matrix = ConfusionMatrix.of(SIX);
        Evaluation evaluation = Judged.evaluate(SIX);

        assertThat(matrix.samples()).isEqualTo(6);
        assertThat(matrix.accuracy()).isEqualTo(4.0 / 6).isEqualTo(evaluation.accuracy());
        assertThat(matrix.uar()).isEqualTo((0.75 + 0.5) / 2).isEqualTo(evaluation.uar());
        assertThat(matrix.macroF1())
                .isCloseTo((0.75 + 2.0 / 3) / 2, within(1e-12))
                .isCloseTo(evaluation.macroF1(), within(1e-12));
        assertThat(matrix.count(SAD, ANGRY)).isEqualTo(1);
        assertThat(matrix.count(ANGRY, SAD)).isZero();
        assertThat(matrix.occurring()).containsExactly(SAD, ANGRY).doesNotContain(HAPPY);
    }

    @Test
    void shouldRefuseAPosteriorOfOtherEmotions() {
        assertThatThrownBy(() -> new Judged("03-01.wav", "a", Emotion.SAD, new float[7], Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("03-01.wav")
                .hasMessageContaining("7");
    }
}
