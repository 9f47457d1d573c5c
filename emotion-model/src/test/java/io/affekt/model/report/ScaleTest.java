package io.affekt.model.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affekt.model.evaluation.MeanOverSeeds;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void shouldPlaceValues() {
        Scale upright = new Scale(0, 2, 100, 0);

        assertThat(upright.at(0)).isEqualTo(100);
        assertThat(upright.at(0.5)).isEqualTo(75);
        assertThat(upright.at(2)).isZero();
    }

    @Test
    void shouldTickAtRoundValues() {
        assertThat(new Scale(0, 1, 0, 1).ticks(5))
                .usingElementComparator(ScaleTest::nearly)
                .containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(new Scale(0, 60, 0, 1).ticks(6)).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0);
        assertThat(new Scale(3, 11, 0, 1).ticks(5)).containsExactly(4.0, 6.0, 8.0, 10.0);
    }

    private static int nearly(double one, double other) {
        return Math.abs(one - other) < 1e-12 ? 0 : Double.compare(one, other);
    }

    @Test
    void shouldEndAxesAtRoundValues() {
        assertThat(Scale.roundUp(0.47, 5)).isCloseTo(0.5, within(1e-12));
        assertThat(Scale.roundUp(2.05, 5)).isCloseTo(2.5, within(1e-12));
        assertThat(Scale.roundUp(1, 5)).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldRefuseAScaleOfNothing() {
        assertThatThrownBy(() -> new Scale(1, 1, 0, 100)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldWriteFiguresAsPeopleReadThem() {
        assertThat(Numbers.percent(0.57234)).isEqualTo("57.2");
        assertThat(Numbers.points(-0.042)).isEqualTo("−4.2");
        assertThat(Numbers.points(0.042)).isEqualTo("+4.2");
        assertThat(Numbers.points(-0.0001)).isEqualTo("0.0");
        assertThat(Numbers.percent(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.withDeviation(new MeanOverSeeds(0.5, 0.0123, 3))).isEqualTo("50.0 ± 1.2 %");
        assertThat(Numbers.withDeviation(new MeanOverSeeds(0.5, Double.NaN, 1))).isEqualTo("50.0 %");
        assertThat(Svg.number(12.04)).isEqualTo("12");
        assertThat(Svg.number(-0.26)).isEqualTo("-0.3");
    }
}
