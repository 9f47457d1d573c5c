package io.affekt.cli.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CallOutcomeTest {

    private static String of(String roles) throws IOException {
        return CallOutcome.of(new ObjectMapper().readTree(roles.replace('\'', '"')));
    }

    @Test
    void shouldSayHowEachRoleFared() throws Exception {
        String outcome = of("""
                [{'role': 'customer', 'windows': 20, 'silent_windows': 6, 'abstained_windows': 3,
                  'share': {'neutral': 0.36, 'angry': 0.62, 'sad': 0.02},
                  'share_start': {'neutral': 1.0}, 'share_middle': {}, 'share_end': {'angry': 0.9, 'neutral': 0.1}},
                 {'role': 'agent', 'windows': 20, 'silent_windows': 20, 'abstained_windows': 0,
                  'share': {}, 'share_start': {}, 'share_middle': {}, 'share_end': {}}]
                """);

        assertThat(outcome.lines())
                .containsExactly(
                        "  customer: angry 62 %, neutral 36 %; from neutral in the first third to angry in the last;"
                                + " no certain emotion in 3 of 14 windows that are not silent",
                        "  agent: nothing certain was heard");
    }
}
