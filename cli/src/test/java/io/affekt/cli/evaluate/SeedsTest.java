package io.affekt.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeedsTest {

    @Test
    void shouldCountFromOne() {
        assertThat(Seeds.parse("3").stream()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldGoFromTheFirstToTheLast() {
        assertThat(Seeds.parse("2-3").stream()).containsExactly(2L, 3L);
        assertThat(Seeds.parse("2-2").stream()).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0-2", "3-2", "101", "-1", "2-", "two", "1-2-3", "99999999999"})
    void shouldSayWhatItTakesWhenItIsNotThat(String written) {
        assertThatThrownBy(() -> Seeds.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such as 2-3");
    }
}
