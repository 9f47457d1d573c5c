package io.affekt.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affekt.model.Emotion;
import io.affekt.schemas.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowIndexTest {

    private static final int WINDOWS = 160_000;
    private static final int WINDOWS_IN_A_CALL = 100;
    /** A thread of the store's own would tidy up once in a second. */
    private static final Duration TIDIED = Duration.ofMillis(2500);

    @TempDir
    Path folder;

    private static String key(int window) {
        return Keys.labeledWindow("call-" + window / WINDOWS_IN_A_CALL, 0, window % WINDOWS_IN_A_CALL, "none");
    }

    @Test
    void shouldReadOnHoweverLongTheReaderTakes() {
        try (WindowIndex index = new WindowIndex(folder.resolve("index"))) {
            // given: keys that come in no order, so that pages are written again and again
            for (int i = 0; i < WINDOWS; i++) {
                index.put(key((int) (i * 7919L % WINDOWS)), new IndexedWindow(i, 94, 80, Emotion.SAD, "somebody"));
            }

            // when
            Set<String> read = new HashSet<>();
            index.forEach((key, window) -> {
                if (read.isEmpty()) {
                    await().pollDelay(TIDIED).until(() -> true);
                }
                read.add(key);
            });

            // then
            assertThat(read).hasSize(WINDOWS);
        }
    }
}
