package io.affekt.ingest.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallIndexTest {

    private static final int MORE_THAN_IS_HELD_IN_MEMORY = 50_000;

    @TempDir
    Path folder;

    @Test
    void shouldGiveTheNewestOfEach() {
        try (CallIndex index = new CallIndex(folder)) {
            // given
            for (int round = 0; round < 2; round++) {
                for (int n = 0; n < MORE_THAN_IS_HELD_IN_MEMORY; n++) {
                    index.put("call-" + n, record(n + round));
                }
            }
            index.remove("call-17");

            // when / then
            for (int n = 0; n < MORE_THAN_IS_HELD_IN_MEMORY; n += 997) {
                assertThat(index.get("call-" + n)).as("call %d", n).isEqualTo(record(n + 1));
            }
            assertThat(index.get("call-17")).isNull();
            assertThat(index.get("another")).isNull();
        }
    }

    private static byte[] record(int n) {
        return ByteBuffer.allocate(400).putInt(n).array();
    }

    @Test
    void shouldBeginEmptyAndSayWhenItIsClosed() {
        CallIndex index = new CallIndex(folder);
        index.put("call-1", record(1));
        index.close();
        index.close();

        assertThatThrownBy(() -> index.get("call-1")).hasMessageContaining("closed");
        try (CallIndex next = new CallIndex(folder)) {
            assertThat(next.get("call-1")).isNull();
        }
    }
}
