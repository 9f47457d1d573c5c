package io.affekt.audio.mfcc;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random sounds of 16 bit: noise, tones, bursts, steps and silence, loud and quiet. */
final class Signals {

    private Signals() {}

    static List<float[]> several(SplittableRandom random) {
        return Stream.generate(() -> one(random)).limit(random.nextInt(1, 5)).toList();
    }

    private static float[] one(SplittableRandom random) {
        float[] samples = new float[random.nextInt(1, 12_000)];
        for (int parts = random.nextInt(4); parts > 0; parts--) {
            int from = random.nextInt(samples.length);
            int to = random.nextInt(from, samples.length) + 1;
            double amplitude = Math.pow(10, -4 * random.nextDouble());
            double frequency = Math.PI * random.nextDouble();
            int kind = random.nextInt(4);
            for (int i = from; i < to; i++) {
                samples[i] += (float) (amplitude
                        * switch (kind) {
                            case 0 -> random.nextDouble() * 2 - 1;
                            case 1 -> Math.sin(frequency * i);
                            case 2 -> i % 997 == 0 ? 1 : 0;
                            default -> Math.signum(Math.sin(frequency * i));
                        });
            }
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.round(Math.max(-1, Math.min(1, samples[i])) * 32767) / 32768f;
        }
        return samples;
    }

    static float[] noise(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (random.nextDouble() - 0.5);
        }
        return samples;
    }
}
