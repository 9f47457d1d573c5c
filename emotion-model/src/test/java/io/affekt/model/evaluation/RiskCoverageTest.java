package io.affekt.model.evaluation;

import static io.affekt.model.Emotion.ANGRY;
import static io.affekt.model.Emotion.SAD;
import static io.affekt.model.evaluation.Clips.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {

    private static final Judged SURE = clip("a", SAD, SAD, 0.9);
    private static final Judged LESS_SURE = clip("a", SAD, ANGRY, 0.7);
    private static final Judged EQUALLY_SURE = clip("a", SAD, SAD, 0.7);
    private static final Judged LEAST_SURE = clip("a", SAD, ANGRY, 0.3);

    @Test
    void shouldLeaveOutTheLeastSureFirst() {
        RiskCoverage curve = RiskCoverage.of(List.of(LEAST_SURE, LESS_SURE, SURE));

        assertThat(curve.points()).extracting(RiskCoverage.Point::coverage).containsExactly(1.0 / 3, 2.0 / 3, 1.0);
        assertThat(curve.points()).extracting(RiskCoverage.Point::risk).containsExactly(0.0, 0.5, 2.0 / 3);
        assertThat(curve.area()).isCloseTo((0 + 0.5 + 2.0 / 3) / 3, within(1e-12));
    }

    @Test
    void shouldKeepEquallySureOnesTogether() {
        // given: right and wrong at the same confidence; in which order they come must not matter
        RiskCoverage curve = RiskCoverage.of(List.of(SURE, LESS_SURE, EQUALLY_SURE, LEAST_SURE));
        RiskCoverage other = RiskCoverage.of(List.of(SURE, EQUALLY_SURE, LESS_SURE, LEAST_SURE));

        assertThat(curve).isEqualTo(other);
        assertThat(curve.points()).hasSize(3);
        assertThat(curve.area()).isCloseTo((0 + 0.5 / 2 + 1.0 / 3 + 2.0 / 4) / 4, within(1e-12));
    }

    @Test
    void shouldSayWhatAThresholdKeeps() {
        RiskCoverage curve = RiskCoverage.of(List.of(SURE, LESS_SURE, EQUALLY_SURE, LEAST_SURE));

        assertThat(curve.at(0.5)).isEqualTo(new RiskCoverage.Point(0.5, 0.75, 1.0 / 3));
        assertThat(curve.at(0)).isEqualTo(new RiskCoverage.Point(0, 1, 0.5));
        assertThat(curve.at(0.95).coverage()).isZero();
        assertThat(curve.at(0.95).risk()).isNaN();
    }
}
