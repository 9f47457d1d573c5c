package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static AudioLimits limits(int maxSeconds, int maxExpansion) {
        return new AudioLimits(maxSeconds, 8, 4000, 192_000, maxExpansion);
    }

    private static long framesOf(byte[] file, AudioLimits limits, String truncation) throws IOException {
        try (Recording recording = Recording.open(new ByteArrayInputStream(file), limits)) {
            while (recording.read() != null) {
                // only counted
            }
            assertThat(recording.truncation()).contains(truncation);
            return recording.framesRead();
        }
    }

    @Test
    void shouldEndADayOfSilenceThatNobodyPaidFor() throws IOException {
        byte[] day = SilentFlac.of(24 * 3600);
        assertThat(day).hasSizeLessThan(400_000);

        long frames = framesOf(day, limits(7 * 24 * 3600, 256), "expands more than 256-fold");

        // 64 MiB are free, each byte pays for 256.
        assertThat(frames).isBetween((64L << 20) / 2, (64L << 20) / 2 + 65_536 + 128L * day.length);
    }

    @Test
    void shouldReadHalfAnHourOfSilenceWhole() throws IOException {
        try (Recording recording = Recording.open(new ByteArrayInputStream(SilentFlac.of(1800)), AudioLimits.DEFAULT)) {
            while (recording.read() != null) {
                // only counted
            }
            assertThat(recording.framesRead()).isEqualTo(1800 * SilentFlac.SAMPLE_RATE);
            assertThat(recording.truncation()).isNull();
        }
    }

    @Test
    void shouldEndWhatLastsTooLong() throws IOException {
        long frames = framesOf(SilentFlac.of(100), limits(10, 256), "longer than 10 seconds");

        assertThat(frames).isBetween(10L * SilentFlac.SAMPLE_RATE, 12L * SilentFlac.SAMPLE_RATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mono.w64", "mono.aiff", "stereo-16bit.flac", "untagged.mp3", "stereo-44100.ogg", "mono.opus"})
    void shouldNotTakeAFailureOfTheDiskForDamage(String name) {
        byte[] file = Tones.file(name);
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk failure");
            }
        };
        InputStream half = new ByteArrayInputStream(file, 0, file.length * 3 / 4);

        assertThatThrownBy(() -> {
                    try (Recording recording =
                            Recording.open(new SequenceInputStream(half, failing), AudioLimits.DEFAULT)) {
                        recording.readFirstChannel();
                    }
                })
                .isNotInstanceOf(AudioException.class)
                .hasMessage("disk failure");
    }
}
