package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiffTest {

    private static final short RATE_EXPONENT = 0x400E;

    /** AIFF-C of one channel at 32,768 Hz; a mantissa of one bit makes the extended rate. */
    private static byte[] aiff(String compression, int channels, int bits, long frames, int offset, byte[] data) {
        ByteBuffer bytes = ByteBuffer.allocate(60 + offset + data.length);
        bytes.put(ascii("FORM")).putInt(52 + offset + data.length).put(ascii("AIFC"));
        bytes.put(ascii("COMM")).putInt(24).putShort((short) channels).putInt((int) frames);
        bytes.putShort((short) bits).putShort(RATE_EXPONENT).putLong(Long.MIN_VALUE);
        bytes.put(ascii(compression)).putShort((short) 0);
        bytes.put(ascii("SSND")).putInt(8 + offset + data.length).putInt(offset).putInt(0);
        bytes.put(new byte[offset]).put(data);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static float[] read(byte[] file) throws IOException {
        try (Recording recording = Tones.open(file)) {
            return recording.readFirstChannel();
        }
    }

    @ParameterizedTest
    @CsvSource({"mono.aiff,80", "float.aifc,80", "sowt.aifc,80", "alaw.aifc,35"})
    void shouldReadWhatOtherProgramsWrite(String file, double signalToNoise) throws IOException {
        Tones.assertThatHolds(file, 8000, 1, signalToNoise);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,8,40C0",
        "NONE,16,4000C000",
        "NONE,24,400000C00000",
        "NONE,32,40000000C0000000",
        "twos,16,4000C000",
        "sowt,16,004000C0",
        "in24,24,400000C00000",
        "fl32,32,3F000000BF000000",
        "FL64,64,3FE0000000000000BFE0000000000000",
        "NONE,12,4000C000"
    })
    void shouldReadEveryEncoding(String compression, int bits, String data) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(data);

        assertThat(read(aiff(compression, 1, bits, 2, 0, bytes))).containsExactly(0.5f, -0.5f);
    }

    @Test
    void shouldReadMuLaw() throws IOException {
        float[] samples = read(aiff("ulaw", 1, 16, 2, 0, new byte[] {(byte) 0x80, 0}));

        assertThat(samples).containsExactly(new float[] {0.98f, -0.98f}, within(0.01f));
    }

    @Test
    void shouldReadTheRateAndPassOverTheOffset() throws IOException {
        try (Recording recording = Tones.open(aiff("NONE", 2, 16, 1, 5, new byte[] {0x40, 0, (byte) 0xC0, 0}))) {
            assertThat(recording.sampleRate()).isEqualTo(32_768);
            assertThat(recording.read()).isDeepEqualTo(new float[][] {{0.5f}, {-0.5f}});
        }
    }

    @Test
    void shouldSayThatSoundIsMissing() throws IOException {
        byte[] whole = aiff("NONE", 1, 16, 100, 0, new byte[200]);
        try (Recording recording = Tones.open(Arrays.copyOf(whole, whole.length - 20))) {
            assertThat(recording.readFirstChannel()).hasSize(90);
            assertThat(recording.truncation()).contains("promises 200 bytes").contains("holds 180");
        }
    }

    @Test
    void shouldNotTakeWhatFollowsForSound() throws IOException {
        byte[] file = Tones.concatenate(aiff("NONE", 1, 16, 2, 0, new byte[4]), ascii("ANNO\0\0\0\2hi"));

        assertThat(read(file)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "ima4,1,16,IMA ADPCM",
        "MAC3,1,16,MACE",
        "agsm,1,16,GSM 6.10",
        "zzzz,1,16,unknown compression",
        "NONE,0,16,no channels",
        "NONE,1,40,40 bits",
        "NONE,1,0,0 bits"
    })
    void shouldSayWhatIsNotRead(String compression, int channels, int bits, String reason) {
        assertThatThrownBy(() -> read(aiff(compression, channels, bits, 2, 0, new byte[8])))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseARateThatIsNone() {
        byte[] file = aiff("NONE", 1, 16, 2, 0, new byte[4]);
        ByteBuffer.wrap(file).putShort(28, (short) 0x7FFF);

        assertThatThrownBy(() -> read(file)).hasMessageContaining("sample rate");
    }
}
