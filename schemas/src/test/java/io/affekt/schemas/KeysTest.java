package io.affekt.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class KeysTest {

    @Test
    void shouldPlaceEveryKeyOfACallWithTheCall() {
        int partition = CallIdPartitioner.partitionOf("call-17", 12);

        assertThat(CallIdPartitioner.partitionOf(Keys.window("call-17", 1, 3), 12))
                .isEqualTo(partition);
        assertThat(CallIdPartitioner.partitionOf(Keys.label("call-17", 0, 0, 3000, "ann"), 12))
                .isEqualTo(partition);
    }

    @Test
    void shouldPlaceAPlainCallIdWhereKafkaDoes() {
        for (int i = 0; i < 100; i++) {
            String id = "call-" + i;
            assertThat(CallIdPartitioner.partitionOf(id, 12))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(id.getBytes(StandardCharsets.UTF_8), 12));
        }
    }

    @Test
    void shouldRefuseCallIdsThatCouldBreakAKey() {
        assertThat(Keys.CALL_ID.matcher("2026-11-22_a.B").matches()).isTrue();
        assertThat(Keys.CALL_ID.matcher("a/b").matches()).isFalse();
        assertThat(Keys.CALL_ID.matcher("").matches()).isFalse();
        assertThat(Keys.CALL_ID.matcher("a".repeat(129)).matches()).isFalse();
    }
}
