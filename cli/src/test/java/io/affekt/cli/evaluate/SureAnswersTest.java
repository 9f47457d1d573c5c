package io.affekt.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.Calibration;
import io.affekt.model.Emotion;
import io.affekt.model.evaluation.Judged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SureAnswersTest {

    /** Says with such a confidence that it is calm. */
    private static Judged calm(float confidence, Emotion label) {
        float rest = (1 - confidence) / 7;
        float[] posterior = {rest, confidence, rest, rest, rest, rest, rest, rest};
        return new Judged("clip", "somebody", label, posterior, Map.of());
    }

    private static FoldResult fold(double minConfidence, Judged... windows) {
        return new FoldResult(
                1, 0, 1, 1, new Calibration(1, minConfidence), List.of(), List.of(), List.of(windows), List.of(), "");
    }

    @Test
    void shouldHoldEveryModelToItsOwnThreshold() {
        SureAnswers answers = SureAnswers.of(List.of(
                fold(0.9, calm(0.8f, Emotion.CALM), calm(0.95f, Emotion.CALM)),
                fold(0.5, calm(0.6f, Emotion.SAD), calm(0.4f, Emotion.CALM))));

        assertThat(answers.coverage()).isEqualTo(0.5);
        assertThat(answers.precision()).isEqualTo(0.5);
    }
}
