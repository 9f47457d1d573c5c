package io.affekt.model.evaluation;

import static io.affekt.model.Emotion.ANGRY;
import static io.affekt.model.Emotion.SAD;
import static io.affekt.model.evaluation.Clips.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityDiagramTest {

    private static final List<Judged> FOUR = List.of(
            clip("a", SAD, SAD, 0.90), clip("a", SAD, ANGRY, 0.92), clip("a", SAD, SAD, 1), clip("a", SAD, SAD, 0.2));

    @Test
    void shouldSortByConfidence() {
        List<ReliabilityDiagram.Bin> bins = ReliabilityDiagram.of(FOUR).bins();

        assertThat(bins).hasSize(15);
        assertThat(bins.get(13).count()).as("from 13/15 to 14/15").isEqualTo(2);
        assertThat(bins.get(13).confidence()).isCloseTo(0.91, within(1e-6));
        assertThat(bins.get(13).accuracy()).isEqualTo(0.5);
        assertThat(bins.get(14).count()).as("1 belongs to the last").isEqualTo(1);
        assertThat(bins.get(0).count()).isZero();
        assertThat(bins.get(0).accuracy()).isNaN();
        assertThat(bins.get(3).count()).as("0.2 is the border of the fourth").isEqualTo(1);
    }

    @Test
    void shouldSayTheSameErrorAsTheEvaluation() {
        // when: two are 41 points too sure, one is 80 points too unsure, one is as it should be
        double ece = ReliabilityDiagram.of(FOUR).ece();

        assertThat(ece).isCloseTo((2 * 0.41 + 0.8) / 4, within(1e-6));
        assertThat(ece).isCloseTo(Judged.evaluate(FOUR).ece(), within(1e-9));
    }
}
