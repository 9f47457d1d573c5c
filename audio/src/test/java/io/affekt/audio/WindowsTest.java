package io.affekt.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "24000,1", "24001,1", "48000,1", "48001,2", "72000,2", "72001,3", "240000,9"})
    void shouldCountWindows(long samples, int windows) {
        assertThat(Windows.count(samples)).isEqualTo(windows);
        assertThat(Windows.cut(new float[(int) samples]).length).isEqualTo(windows);
    }

    @ParameterizedTest
    @ValueSource(ints = {24_001, 48_000, 48_001, 70_000, 100_000})
    void shouldKeepTheLastWindowWhereItReachesPastTheOneBefore(int samples) {
        float[][] windows = Windows.cut(new float[samples]);
        int last = windows.length - 1;

        assertThat(windows[last].length).as("at least 1 s").isGreaterThanOrEqualTo(16_000);
        assertThat(last * Windows.CHUNK_SAMPLES + windows[last].length)
                .as("to the end")
                .isEqualTo(samples);
    }
}
