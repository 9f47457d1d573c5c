package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.sourceforge.javaflacencoder.FLACEncoder;
import net.sourceforge.javaflacencoder.FLACFileOutputStream;
import net.sourceforge.javaflacencoder.StreamConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void shouldMeetEveryDamagedFileWithItsOwnExceptionOnly() throws IOException {
        byte[] good = flac();
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        int read = 0;
        for (int i = 0; i < 400; i++) {
            byte[] file = Arrays.copyOf(good, random.nextInt(8, good.length));
            for (int flips = random.nextInt(6); flips > 0; flips--) {
                file[random.nextInt(4, file.length)] = (byte) random.nextInt();
            }
            try (Recording recording = open(file)) {
                recording.readFirstChannel();
                read++;
            } catch (AudioException e) {
                refused++;
            }
        }
        assertThat(refused + read).isEqualTo(400);
        assertThat(read).isGreaterThan(50);
    }
}
