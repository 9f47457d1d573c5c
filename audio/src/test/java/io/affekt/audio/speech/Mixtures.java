package io.affekt.audio.speech;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Windows with known answers: speech, other sound, and both at a signal-to-noise ratio. Levels are RMS over the active
 * 20 ms frames, those less than 25 dB below the loudest one, so that pauses of speech and of tones do not count.
 */
final class Mixtures {

    private static final int FRAME = Windows.SAMPLE_RATE / 50;
    private static final double ACTIVE_RANGE = Math.pow(10, -2.5);

    private Mixtures() {}

    /** The recordings of a folder by name: 16 kHz mono. */
    static List<float[]> recordings(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".flac") || file.toString().endsWith(".wav"))
                    .sorted()
                    .map(Mixtures::read)
                    .toList();
        }
    }

    private static float[] read(Path file) {
        try (Recording recording = Recording.open(file, AudioLimits.DEFAULT)) {
            return recording.readFirstChannel();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Sentences with pauses of 0.1 to 0.8 s; at least 30 % of its frames are active. */
    static float[] speech(List<float[]> sentences, int samples, RandomGenerator random) {
        while (true) {
            float[] window = new float[samples];
            int first = random.nextInt(sentences.size());
            int at = random.nextInt(Windows.SAMPLE_RATE) - Windows.SAMPLE_RATE / 2;
            for (int n = first; at < samples; n = (n + 1) % sentences.size()) {
                float[] sentence = sentences.get(n);
                for (int i = Math.max(0, -at); i < sentence.length && at + i < samples; i++) {
                    window[at + i] = sentence[i];
                }
                at += sentence.length + (int) (Windows.SAMPLE_RATE * (0.1 + 0.7 * random.nextDouble()));
            }
            if (activeShare(window) >= 0.3) {
                return window;
            }
        }
    }

    /** Which of the frames of {@link SpeechCues} hold speech, or are within 48 ms of one that does. */
    static boolean[] activeFrames(float[] speech, int frames) {
        double[] powers = new double[frames];
        for (int f = 0; f < frames; f++) {
            int from = 2 * Spectrogram.HOP * f;
            for (int i = from; i < Math.min(speech.length, from + 2 * Spectrogram.FRAME); i++) {
                powers[f] += (double) speech[i] * speech[i];
            }
        }
        double threshold = threshold(powers);
        boolean[] active = new boolean[frames];
        for (int f = 0; f < frames; f++) {
            for (int near = Math.max(0, f - 2); near <= Math.min(frames - 1, f + 2); near++) {
                active[f] |= powers[near] > threshold;
            }
        }
        return active;
    }

    static double activeShare(float[] sound) {
        double[] powers = powers(sound);
        double threshold = threshold(powers);
        return Arrays.stream(powers).filter(power -> power > threshold).count() / (double) powers.length;
    }

    static double activePower(float[] sound) {
        double[] powers = powers(sound);
        double threshold = threshold(powers);
        return Arrays.stream(powers)
                .filter(power -> power > threshold)
                .average()
                .orElse(0);
    }

    static double threshold(double[] powers) {
        return Math.max(1e-14, ACTIVE_RANGE * Arrays.stream(powers).max().orElse(0));
    }

    private static double[] powers(float[] sound) {
        double[] powers = new double[sound.length / FRAME];
        for (int i = 0; i < powers.length * FRAME; i++) {
            powers[i / FRAME] += (double) sound[i] * sound[i] / FRAME;
        }
        return powers;
    }

    /** The sound at an active level, dBFS. */
    static float[] atLevel(float[] sound, double dbfs) {
        double power = activePower(sound);
        return scaled(sound, power == 0 ? 0 : Math.sqrt(Math.pow(10, dbfs / 10) / power));
    }

    static float[] scaled(float[] sound, double gain) {
        float[] scaled = new float[sound.length];
        for (int i = 0; i < sound.length; i++) {
            scaled[i] = (float) (gain * sound[i]);
        }
        return scaled;
    }

    /** Speech and noise, {@code snrDb} below it; as 16 bit, clipped where it is over full scale. */
    static float[] mix(float[] speech, float[] noise, double snrDb) {
        double noisePower = activePower(noise);
        double gain = noisePower == 0 ? 0 : Math.sqrt(activePower(speech) / noisePower / Math.pow(10, snrDb / 10));
        float[] mixture = new float[speech.length];
        for (int i = 0; i < mixture.length; i++) {
            mixture[i] = (float) (speech[i] + gain * noise[i]);
        }
        return asSixteenBit(mixture);
    }

    static float[] asSixteenBit(float[] sound) {
        float[] result = new float[sound.length];
        for (int i = 0; i < sound.length; i++) {
            result[i] = Pcm16.fromFloat(sound[i]) / 32768f;
        }
        return result;
    }
}
