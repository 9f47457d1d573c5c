package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affekt.audio.G711;
import io.affekt.audio.Pcm16;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavTest {

    private static final float[] SAMPLES = {0, 0.5f, -0.5f, 0.25f, -1, 0.75f};

    /** A header of WAV as the fields say, right or wrong, and the data. */
    private static byte[] wav(int tag, int channels, long rate, int blockAlign, int bits, long dataSize, byte[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt((int) (36 + dataSize)).put(ascii("WAVE"));
        bytes.put(ascii("fmt ")).putInt(16).putShort((short) tag).putShort((short) channels);
        bytes.putInt((int) rate).putInt((int) (rate * blockAlign));
        bytes.putShort((short) blockAlign).putShort((short) bits);
        bytes.put(ascii("data")).putInt((int) dataSize).put(data);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] encoded(int tag, int bits) {
        ByteBuffer bytes = ByteBuffer.allocate(SAMPLES.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : SAMPLES) {
            switch (tag * 100 + bits) {
                case 108 -> bytes.put((byte) Math.min(255, Math.round(sample * 128 + 128)));
                case 116 -> bytes.putShort(Pcm16.fromFloat(sample));
                case 124 -> {
                    int value = Math.round(sample * 8388608f);
                    bytes.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
                }
                case 132 -> bytes.putInt((int) Math.min(Integer.MAX_VALUE, Math.round(sample * 2147483648.0)));
                case 164 -> bytes.putLong((long) (sample * 0x1p63));
                case 332 -> bytes.putFloat(sample);
                case 364 -> bytes.putDouble(sample);
                case 708 -> bytes.put(G711.encodeMuLaw(Pcm16.fromFloat(sample)));
                default -> throw new IllegalArgumentException();
            }
        }
        return bytes.array();
    }

    private static Recording open(byte[] file) throws IOException {
        return Recording.open(new ByteArrayInputStream(file), AudioLimits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"1,8,0.01", "1,16,1e-4", "1,24,1e-6", "1,32,1e-7", "1,64,1e-7", "3,32,0", "3,64,0", "7,8,0.03"})
    void shouldReadEveryEncoding(int tag, int bits, float tolerance) throws IOException {
        byte[] data = encoded(tag, bits);
        try (Recording recording = open(wav(tag, 1, 16_000, bits / 8, bits, data.length, data))) {
            float[] read = recording.readFirstChannel();

            assertThat(read).hasSize(SAMPLES.length);
            for (int i = 0; i < read.length; i++) {
                assertThat(read[i]).isCloseTo(SAMPLES[i], within(tolerance));
            }
            assertThat(recording.truncation()).isNull();
        }
    }

    @Test
    void shouldDecodeALawAsTheStandardSays() {
        // G.711: 0x55 and 0xD5 are the smallest values, 0x2A and 0xAA the largest.
        assertThat(G711.decodeALaw((byte) 0xD5)).isEqualTo((short) 8);
        assertThat(G711.decodeALaw((byte) 0x55)).isEqualTo((short) -8);
        assertThat(G711.decodeALaw((byte) 0xAA)).isEqualTo((short) 32_256);
        assertThat(G711.decodeALaw((byte) 0x2A)).isEqualTo((short) -32_256);
    }

    @Test
    void shouldCompandAllOfMuLaw() {
        for (int code = 0; code < 256; code++) {
            short decoded = G711.decodeMuLaw((byte) code);
            assertThat(G711.decodeMuLaw(G711.encodeMuLaw(decoded))).isEqualTo(decoded);
        }
        assertThat(G711.decodeMuLaw((byte) 0x80)).isEqualTo((short) 32_124);
        assertThat(G711.decodeMuLaw((byte) 0xFF)).isEqualTo((short) 0);
    }

    @Test
    void shouldReadExtensibleFormat() throws IOException {
        byte[] data = encoded(1, 24);
        ByteBuffer bytes = ByteBuffer.allocate(68 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(ascii("RIFF")).putInt(60 + data.length).put(ascii("WAVE"));
        bytes.put(ascii("fmt ")).putInt(40).putShort((short) 0xFFFE).putShort((short) 2);
        bytes.putInt(48_000).putInt(288_000).putShort((short) 6).putShort((short) 24);
        bytes.putShort((short) 22)
                .putShort((short) 24)
                .putInt(3)
                .putShort((short) 1)
                .put(new byte[14]);
        bytes.put(ascii("data")).putInt(data.length).put(data);

        try (Recording recording = open(bytes.array())) {
            assertThat(recording.channels()).isEqualTo(2);
            assertThat(recording.sampleRate()).isEqualTo(48_000);
            assertThat(recording.read()[1]).containsExactly(0.5f, 0.25f, 0.75f);
        }
    }

    @Test
    void shouldPassOverForeignChunksWithTheirPadding() throws IOException {
        byte[] plain = wav(1, 1, 16_000, 2, 16, 12, encoded(1, 16));
        ByteBuffer bytes = ByteBuffer.allocate(plain.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(plain, 0, 36).put(ascii("LIST")).putInt(3).put(new byte[4]).put(plain, 36, plain.length - 36);

        try (Recording recording = open(bytes.array())) {
            assertThat(recording.readFirstChannel()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {14, 1000, 0x7FFFFFFFL, 0xFFFFFFFEL})
    void shouldReadWhatIsThereWhenTheHeaderPromisesMore(long promised) throws IOException {
        try (Recording recording = open(wav(1, 1, 16_000, 2, 16, promised, encoded(1, 16)))) {
            assertThat(recording.readFirstChannel()).hasSize(6);
            assertThat(recording.truncation()).contains("promises").contains("it holds 12");
        }
    }

    @Test
    void shouldReadToTheEndWhenTheSizeIsUnknown() throws IOException {
        try (Recording recording = open(wav(1, 1, 16_000, 2, 16, 0xFFFFFFFFL, encoded(1, 16)))) {
            assertThat(recording.readFirstChannel()).hasSize(6);
            assertThat(recording.truncation()).contains("does not say how long");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,16000,0,16,no channels",
        "1,1,0,2,16,sample rate is 0",
        "1,1,4294967295,2,16,sample rate",
        "1,1,16000,3,16,block size",
        "2,1,16000,1,4,not supported",
        "1,65535,16000,131070,16,65535 channels",
        "1,1,400000,2,16,400000 Hz"
    })
    void shouldSayWhatIsImpossible(int tag, int channels, long rate, int blockAlign, int bits, String reason) {
        assertThatThrownBy(() -> open(wav(tag, channels, rate, blockAlign, bits, 12, new byte[12])))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldMakeNumbersOfWhatIsNone() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(Float.NaN).putFloat(Float.POSITIVE_INFINITY).putFloat(-1e30f);

        try (Recording recording = open(wav(3, 1, 16_000, 4, 32, 12, data.array()))) {
            assertThat(recording.readFirstChannel()).containsExactly(0, 1, -1);
        }
    }

    @ParameterizedTest
    @CsvSource({"rf64.wav,80", "mono.w64,80", "alaw.wav,35"})
    void shouldReadWhatOtherProgramsWrite(String file, double signalToNoise) throws IOException {
        Tones.assertThatHolds(file, 8000, 1, signalToNoise);
    }

    @ParameterizedTest
    @CsvSource({"adpcm.wav,Microsoft ADPCM", "gsm.wav,GSM 6.10"})
    void shouldRefuseOtherEncodingsByName(String file, String name) {
        assertThatThrownBy(() -> Tones.open(file))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(name + " is not supported")
                .hasMessageContaining("ffmpeg");
    }

    @Test
    void shouldReadBigEndianRifx() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(48);
        bytes.put(ascii("RIFX")).putInt(40).put(ascii("WAVE"));
        bytes.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        bytes.putInt(16_000).putInt(32_000).putShort((short) 2).putShort((short) 16);
        bytes.put(ascii("data")).putInt(4).putShort((short) 0x4000).putShort((short) 0xC000);

        try (Recording recording = open(bytes.array())) {
            assertThat(recording.readFirstChannel()).containsExactly(0.5f, -0.5f);
        }
    }

    @Test
    void shouldReadWhatIsThereWhenTheRecorderNeverFinished() throws IOException {
        byte[] died = wav(1, 1, 16_000, 2, 16, 0, encoded(1, 16));

        try (Recording recording = open(died)) {
            assertThat(recording.readFirstChannel()).hasSize(6);
            assertThat(recording.truncation()).contains("does not say how long");
        }
    }

    @Test
    void shouldNotTakeChunksAfterEmptySoundForSound() throws IOException {
        byte[] file = wav(1, 1, 16_000, 2, 16, 0, ascii("LIST\4\0\0\0INFO"));
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - 8);

        try (Recording recording = open(file)) {
            assertThat(recording.readFirstChannel()).isEmpty();
        }
    }

    @Test
    void shouldRefuseSoundBeforeItsFormat() {
        byte[] plain = wav(1, 1, 16_000, 2, 16, 12, encoded(1, 16));
        byte[] swapped = Tones.concatenate(
                Arrays.copyOf(plain, 12), Arrays.copyOfRange(plain, 36, 56), Arrays.copyOfRange(plain, 12, 36));

        assertThatThrownBy(() -> open(swapped)).hasMessageContaining("before the description of its format");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void shouldBelieveThe64BitSizeOnlyAsAnUpperBound(long promised) throws IOException {
        byte[] file = Tones.file("rf64.wav");
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(28, promised);

        try (Recording recording = open(file)) {
            assertThat(recording.readFirstChannel()).hasSize(4000);
            assertThat(recording.truncation()).isNotNull();
        }
    }

    @Test
    void shouldRefuseWhatIsNoRecording() {
        assertThatThrownBy(() -> open(new byte[0])).hasMessageContaining("empty");
        assertThatThrownBy(() -> open(ascii("just a text file"))).hasMessageContaining("not a recording");
        assertThatThrownBy(() -> open(ascii("RIFF1234AVI "))).hasMessageContaining("not a WAV");
    }
}
