package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** The recordings of src/test/resources/recordings, and how near what is decoded is to the signal that they were made of. */
final class Tones {

    private static final double SECONDS = 0.5;

    private static final double[] HERTZ = {440, 1000};
    private static final double AMPLITUDE = 0.5;

    private Tones() {}

    static byte[] file(String name) {
        try (InputStream in = Objects.requireNonNull(Tones.class.getResourceAsStream("/recordings/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    static Recording open(byte[] file) throws IOException {
        return Recording.open(new ByteArrayInputStream(file), AudioLimits.DEFAULT);
    }

    static Recording open(String name) throws IOException {
        return open(file(name));
    }

    /** All samples, by channels. */
    static float[][] readAll(Recording recording) throws IOException {
        float[][] all = new float[recording.channels()][1 << 20];
        int length = 0;
        for (float[][] block = recording.read(); block != null; block = recording.read()) {
            for (int c = 0; c < all.length; c++) {
                System.arraycopy(block[c], 0, all[c], length, block[c].length);
            }
            length += block[0].length;
        }
        for (int c = 0; c < all.length; c++) {
            all[c] = Arrays.copyOf(all[c], length);
        }
        return all;
    }

    /** Asserts that a recording holds all of its tones and nothing else. */
    static void assertThatHolds(String file, int rate, int channels, double signalToNoise) throws IOException {
        try (Recording recording = open(file)) {
            float[][] samples = readAll(recording);

            assertThat(recording.sampleRate()).isEqualTo(rate);
            assertThat(samples).hasNumberOfRows(channels);
            for (int c = 0; c < channels; c++) {
                assertThat(samples[c]).hasSize((int) (rate * SECONDS));
                assertThat(signalToNoise(samples[c], rate, c, 0)).isGreaterThan(signalToNoise);
            }
            assertThat(recording.truncation()).isNull();
        }
    }

    /** Ratio of the tone to what differs from it, dB, where it is not faded; the tone may be late by so many samples. */
    static double signalToNoise(float[] samples, int sampleRate, int channel, int late) {
        double signal = 0;
        double noise = 0;
        for (int i = sampleRate / 10; i < sampleRate * 4 / 10; i++) {
            double expected = AMPLITUDE * Math.sin(2 * Math.PI * HERTZ[channel] * i / sampleRate);
            signal += expected * expected;
            noise += Math.pow(samples[i + late] - expected, 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    static byte[] concatenate(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
