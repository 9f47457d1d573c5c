package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Mp3Test {

    /** LAME's own delay, and the decoder's. */
    private static final int UNTAGGED_DELAY = 576 + 529;

    @ParameterizedTest
    @CsvSource({"tagged.mp3,44100,2,30", "mono-16000.mp3,16000,1,30", "mono-8000.mp3,8000,1,20"})
    void shouldGiveBackExactlyTheEncodedSound(String file, int rate, int channels, double signalToNoise)
            throws IOException {
        Tones.assertThatHolds(file, rate, channels, signalToNoise);
    }

    @Test
    void shouldReadAFileWithoutTag() throws IOException {
        try (Recording recording = Tones.open("untagged.mp3")) {
            float[][] samples = Tones.readAll(recording);

            assertThat(samples[0].length).isBetween(22_050 + UNTAGGED_DELAY, 22_050 + 2 * 1152 + UNTAGGED_DELAY);
            assertThat(Tones.signalToNoise(samples[0], 44_100, 0, UNTAGGED_DELAY))
                    .isGreaterThan(30);
            assertThat(Tones.signalToNoise(samples[1], 44_100, 1, UNTAGGED_DELAY))
                    .isGreaterThan(30);
        }
    }

    @Test
    void shouldReadLayerII() throws IOException {
        try (Recording recording = Tones.open("layer2.mp2")) {
            float[][] samples = Tones.readAll(recording);

            assertThat(samples[0]).hasSize(21 * 1152);
            assertThat(Tones.signalToNoise(samples[0], 48_000, 0, 481)).isGreaterThan(25);
        }
    }

    @Test
    void shouldNotBelieveTheSizeOfATag() {
        byte[] tag = {'I', 'D', '3', 4, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F};

        assertThatThrownBy(() -> Tones.open(Tones.concatenate(tag, Tones.file("untagged.mp3"))))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("ID3");
    }

    @Test
    void shouldReadThroughDamageAndSaySo() throws IOException {
        byte[] file = Tones.file("untagged.mp3");
        byte[] damaged = Tones.concatenate(
                Arrays.copyOf(file, 1700),
                "what does not belong".getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOfRange(file, 1900, file.length));
        try (Recording recording = Tones.open(damaged)) {
            assertThat(recording.readFirstChannel().length).isBetween(18_000, 24_191);
            assertThat(recording.truncation()).contains("damaged");
        }
    }

    @Test
    void shouldSayThatFramesAreMissing() throws IOException {
        byte[] file = Tones.file("tagged.mp3");
        try (Recording recording = Tones.open(Arrays.copyOf(file, file.length / 2))) {
            assertThat(recording.readFirstChannel().length).isBetween(5000, 20_000);
            assertThat(recording.truncation()).contains("promises 22050 samples");
        }
    }

    @Test
    void shouldSayThatTheLastFrameIsCut() throws IOException {
        byte[] file = Tones.file("untagged.mp3");
        try (Recording recording = Tones.open(Arrays.copyOf(file, file.length - 20))) {
            assertThat(recording.readFirstChannel()).hasSize(20 * 1152);
            assertThat(recording.truncation()).contains("cut short");
        }
    }

    @Test
    void shouldNotTakeAHeaderWithoutFramesForMp3() {
        byte[] file = new byte[4000];
        file[0] = (byte) 0xFF;
        file[1] = (byte) 0xFB;
        file[2] = (byte) 0x90;

        assertThatThrownBy(() -> Tones.open(file))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("no MP3 frames");
    }

    @Test
    void shouldKnowFrameHeadersFromChance() {
        assertThat(MpegHeader.parse(0xFFFB9064)).isEqualTo(new MpegHeader(false, 3, 128_000, 44_100, false, 2));
        assertThat(MpegHeader.parse(0xFFFB9064).frameBytes()).isEqualTo(417);
        assertThat(MpegHeader.parse(0xFFE318C4)).isEqualTo(new MpegHeader(true, 3, 8000, 8000, false, 1));
        assertThat(MpegHeader.parse(0xFFF584C4)).as("Layer II of MPEG-2").isNull();
        assertThat(MpegHeader.parse(0xFFFB0064)).as("free format").isNull();
        assertThat(MpegHeader.parse(0xFFFBF064)).as("bit rate 15").isNull();
        assertThat(MpegHeader.parse(0xFFFB9C64)).as("reserved rate").isNull();
        assertThat(MpegHeader.parse(0xFFEB9064)).as("reserved version").isNull();
        assertThat(MpegHeader.parse(0xFFF99064)).as("reserved layer").isNull();
    }
}
