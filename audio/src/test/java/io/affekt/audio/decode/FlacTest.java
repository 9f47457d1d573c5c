package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.sourceforge.javaflacencoder.FLACEncoder;
import net.sourceforge.javaflacencoder.FLACFileOutputStream;
import net.sourceforge.javaflacencoder.StreamConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlacTest {

    @TempDir
    Path folder;

    private static final int FRAMES = 20_000;

    private static int[] interleaved() {
        int[] samples = new int[2 * FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            samples[2 * i] = (int) (12_000 * Math.sin(i * 0.03));
            samples[2 * i + 1] = (int) (3000 * Math.sin(i * 0.11));
        }
        return samples;
    }

    private byte[] flac() throws IOException {
        Path file = folder.resolve("two-tones.flac");
        FLACEncoder encoder = new FLACEncoder();
        encoder.setStreamConfiguration(new StreamConfiguration(2, 4096, 4096, 44_100, 16));
        FLACFileOutputStream out = new FLACFileOutputStream(file.toString());
        encoder.setOutputStream(out);
        encoder.openFLACStream();
        encoder.addSamples(interleaved(), FRAMES);
        encoder.encodeSamples(FRAMES, true);
        out.close();
        return Files.readAllBytes(file);
    }

    private static Recording open(byte[] file) throws IOException {
        return Recording.open(new ByteArrayInputStream(file), AudioLimits.DEFAULT);
    }

    @Test
    void shouldGiveBackEverySample() throws IOException {
        int[] samples = interleaved();
        try (Recording recording = open(flac())) {
            assertThat(recording.sampleRate()).isEqualTo(44_100);
            assertThat(recording.channels()).isEqualTo(2);
            int at = 0;
            for (float[][] block = recording.read(); block != null; block = recording.read()) {
                for (int i = 0; i < block[0].length; i++, at++) {
                    assertThat(block[0][i]).isEqualTo(samples[2 * at] / 32768f);
                    assertThat(block[1][i]).isEqualTo(samples[2 * at + 1] / 32768f);
                }
            }
            assertThat(at).isEqualTo(FRAMES);
            assertThat(recording.truncation()).isNull();
        }
    }

    @Test
    void shouldReadWhatIsThereOfACutFile() throws IOException {
        byte[] good = flac();
        try (Recording recording = open(Arrays.copyOf(good, good.length * 2 / 3))) {
            assertThat(recording.readFirstChannel().length).isBetween(4096, FRAMES - 1);
            assertThat(recording.truncation()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"stereo-16bit.flac,44100,2,90", "mono-24bit.flac,48000,1,135", "unknown-length.flac,16000,1,90"})
    void shouldReadWhatTheReferenceEncoderWrites(String file, int rate, int channels, double signalToNoise)
            throws IOException {
        Tones.assertThatHolds(file, rate, channels, signalToNoise);
    }

    @Test
    void shouldSayThatAFrameIsDamaged() throws IOException {
        byte[] file = flac();
        file[file.length / 2] ^= 1;
        try (Recording recording = open(file)) {
            recording.readFirstChannel();
            assertThat(recording.truncation()).isNotNull();
        }
    }

    @Test
    void shouldRefuseMoreBitsThanAreDecodedRightly() throws IOException {
        byte[] file = Tones.file("mono-24bit.flac");
        file[20] |= 1; // the highest of the five bits of the sample size, which are 23 in a file of 24
        file[21] |= (byte) 0xF0;

        assertThatThrownBy(() -> open(file)).hasMessageContaining("FLAC with 32 bits");
    }
}
