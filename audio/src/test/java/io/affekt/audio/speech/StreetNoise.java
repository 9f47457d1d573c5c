package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import java.util.random.RandomGenerator;

/**
 * A street without voices: far traffic, and some of engines, passing cars, wind and horns. Each {@link Part} has its own
 * engine speeds and horns.
 */
final class StreetNoise {

    private static final double TURN = 2 * Math.PI;

    private final RandomGenerator random;
    private final Part part;
    private final float[] sound;

    private StreetNoise(int samples, Part part, RandomGenerator random) {
        this.random = random;
        this.part = part;
        sound = new float[samples];
        traffic();
        if (random.nextInt(2) == 0) {
            engine();
        }
        if (random.nextInt(2) == 0) {
            passingCar();
        }
        if (random.nextInt(2) == 0) {
            wind();
        }
        if (random.nextInt(3) == 0) {
            horn();
        }
    }

    static float[] record(int samples, Part part, RandomGenerator random) {
        return new StreetNoise(samples, part, random).sound;
    }

    /** Noise below a corner that falls at 6 or 12 dB an octave, its level swaying by some dB within seconds. */
    private void traffic() {
        double corner = 150 + 850 * random.nextDouble();
        filteredNoise(0.2 + 0.3 * random.nextDouble(), corner, random.nextInt(2) == 0, 0.1, 0.2);
    }

    private void wind() {
        filteredNoise(1.5 * random.nextDouble(), 60 + 140 * random.nextDouble(), true, 0.8, 0.8);
    }

    private void filteredNoise(double level, double corner, boolean steep, double swayHz, double swayDepth) {
        double keep = Math.exp(-TURN * corner / Windows.SAMPLE_RATE);
        double gain = level * Math.sqrt((1 - keep * keep));
        double phase = random.nextDouble();
        double once = 0;
        double twice = 0;
        for (int i = 0; i < sound.length; i++) {
            once = keep * once + gain * random.nextGaussian();
            twice = keep * twice + (1 - keep) * once;
            double sway = 1 + swayDepth * Sine.of(phase + swayHz * i / Windows.SAMPLE_RATE);
            sound[i] += (float) (sway * (steep ? 2 * twice : once));
        }
    }

    /** Harmonics of the firing rate, drifting, each revolution a little different. */
    private void engine() {
        double hz = part.pick(random, 25, 35, 45, 55, 65, 75, 85, 95) + 5 * random.nextDouble();
        double driftPerSecond = 0.2 * (2 * random.nextDouble() - 1);
        double level = 0.2 * random.nextDouble() + 0.05;
        int harmonics = 10 + random.nextInt(20);
        double phase = 0;
        double stroke = 1;
        for (int i = 0; i < sound.length; i++) {
            double before = phase;
            phase += hz * (1 + driftPerSecond * i / Windows.SAMPLE_RATE) / Windows.SAMPLE_RATE;
            if (Math.floor(phase) > Math.floor(before)) {
                stroke = 1 + 0.15 * random.nextGaussian();
            }
            double sum = 0;
            for (int n = 1; n <= harmonics; n++) {
                sum += Sine.of(n * phase + 0.16 * n * n) / n;
            }
            sound[i] += (float) (level * stroke * sum);
        }
    }

    /** Tyres: noise of middle frequencies whose level rises and falls within 1 to 4 s. */
    private void passingCar() {
        double centre = (double) sound.length / Windows.SAMPLE_RATE * random.nextDouble();
        double width = 0.4 + random.nextDouble();
        double level = 0.3 + random.nextDouble();
        double keep = Math.exp(-TURN * (600 + 900 * random.nextDouble()) / Windows.SAMPLE_RATE);
        double low = 0;
        double slow = 0;
        for (int i = 0; i < sound.length; i++) {
            low = keep * low + (1 - keep) * random.nextGaussian();
            slow = 0.95 * slow + 0.05 * low;
            double t = ((double) i / Windows.SAMPLE_RATE - centre) / width;
            sound[i] += (float) (level / (1 + t * t) * (low - slow));
        }
    }

    /** Two notes with many harmonics, once or twice for 0.15 to 1 s. */
    private void horn() {
        double hz = part.pick(random, 320, 345, 370, 395, 420, 445, 470, 495);
        double level = 0.1 + 0.2 * random.nextDouble();
        int times = 1 + random.nextInt(2);
        double at = 3 * random.nextDouble() - 0.3;
        for (int k = 0; k < times; k++) {
            double length = 0.15 + 0.85 * random.nextDouble();
            int from = (int) (at * Windows.SAMPLE_RATE);
            int to = (int) ((at + length) * Windows.SAMPLE_RATE);
            for (int i = Math.max(0, from); i < Math.min(sound.length, to); i++) {
                double t = (double) i / Windows.SAMPLE_RATE;
                double edge = Math.min(1, Math.min(i - from, to - i) / 300.0);
                double sum = 0;
                for (int n = 1; n <= 8; n++) {
                    sum += (Sine.of(n * hz * t) + Sine.of(n * hz * 1.25 * t)) / n;
                }
                sound[i] += (float) (level * edge * sum);
            }
            at += length + 0.1 + 0.3 * random.nextDouble();
        }
    }
}
