package io.affekt.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeanOverSeedsTest {

    @Test
    void shouldGiveTheSampleDeviation() {
        MeanOverSeeds figure = MeanOverSeeds.of(List.of(0.5, 0.6, 0.7), Double::doubleValue);

        assertThat(figure.mean()).isCloseTo(0.6, within(1e-12));
        assertThat(figure.deviation()).as("divided by n - 1").isCloseTo(0.1, within(1e-12));
        assertThat(figure.seeds()).isEqualTo(3);
    }

    @Test
    void shouldKnowNoDeviationOfOneSeed() {
        assertThat(MeanOverSeeds.of(List.of(0.5), Double::doubleValue).deviation())
                .isNaN();
    }

    @Test
    void shouldRefuseNoSeed() {
        assertThatThrownBy(() -> MeanOverSeeds.of(List.<Double>of(), Double::doubleValue))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
