package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import java.util.random.RandomGenerator;

/** Kinds of sound without speech that calls hold, generated: the same seed gives the same sound. */
enum NonSpeech {
    DIGITAL_SILENCE {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            return new float[samples];
        }
    },
    ROOM_HISS {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            double keep = 0.9 * random.nextDouble();
            float[] sound = new float[samples];
            double last = 0;
            for (int i = 0; i < samples; i++) {
                last = keep * last + random.nextGaussian();
                sound[i] = (float) last;
            }
            return sound;
        }
    },
    HOLD_MUSIC {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            return HoldMusic.play(samples, part, random);
        }
    },
    /** European 425 Hz, American 350 and 440 Hz, British 350 and 450 Hz. */
    DIAL_TONE {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            return tone(samples, random, DIAL[random.nextInt(DIAL.length)], 1, 0);
        }
    },
    /** European 1 s of 4 s or 5 s, American 2 s of 6 s. */
    RING_TONE {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            return switch (random.nextInt(3)) {
                case 0 -> tone(samples, random, new int[] {425}, 1, 4);
                case 1 -> tone(samples, random, new int[] {425}, 1, 3);
                default -> tone(samples, random, new int[] {440, 480}, 2, 4);
            };
        }
    },
    BUSY_TONE {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            return switch (random.nextInt(4)) {
                case 0 -> tone(samples, random, new int[] {425}, 0.48, 0.48);
                case 1 -> tone(samples, random, new int[] {425}, 0.24, 0.24);
                case 2 -> tone(samples, random, new int[] {480, 620}, 0.5, 0.5);
                default -> tone(samples, random, new int[] {480, 620}, 0.25, 0.25);
            };
        }
    },
    DTMF {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            float[] sound = new float[samples];
            int on = Windows.SAMPLE_RATE * part.pick(random, 60, 80, 120, 180, 200, 140) / 1000;
            int off = Windows.SAMPLE_RATE * part.pick(random, 50, 70, 100, 130, 250, 300) / 1000;
            for (int from = random.nextInt(off); from < samples; from += on + off) {
                int low = ROWS[random.nextInt(ROWS.length)];
                int high = COLUMNS[random.nextInt(COLUMNS.length)];
                for (int i = from; i < Math.min(samples, from + on); i++) {
                    sound[i] = (float) (sine(low, i) + sine(high, i));
                }
            }
            return sound;
        }
    },
    /** 50 or 60 Hz and harmonics, as a ground loop or a rectifier has them. */
    LINE_HUM {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            float[] sound = new float[samples];
            double mains = (random.nextBoolean() ? 50 : 60) * (1 + 0.002 * random.nextGaussian());
            double evens = random.nextDouble();
            double fall = 0.5 + random.nextDouble();
            int harmonics = 5 + random.nextInt(25);
            for (int n = 1; n <= harmonics; n++) {
                double level = (n % 2 == 0 ? evens : 1) * Math.pow(n, -fall) * random.nextDouble();
                double phase = random.nextDouble();
                for (int i = 0; i < samples; i++) {
                    sound[i] += (float) (level * Sine.of(n * mains * i / Windows.SAMPLE_RATE + phase));
                }
            }
            return sound;
        }
    },
    WHITE_NOISE {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            float[] sound = new float[samples];
            for (int i = 0; i < samples; i++) {
                sound[i] = (float) random.nextGaussian();
            }
            return sound;
        }
    },
    STREET_NOISE {
        @Override
        float[] raw(int samples, Part part, RandomGenerator random) {
            return StreetNoise.record(samples, part, random);
        }
    };

    private static final int[][] DIAL = {{425}, {350, 440}, {350, 450}};
    private static final int[] ROWS = {697, 770, 852, 941};
    private static final int[] COLUMNS = {1209, 1336, 1477, 1633};

    /** The sound at any level. */
    abstract float[] raw(int samples, Part part, RandomGenerator random);

    /** The sound as a window holds it: from -45 to -8 dBFS, hiss from -75 to -50 dBFS. */
    float[] window(int samples, Part part, RandomGenerator random) {
        double level = this == ROOM_HISS ? -75 + 25 * random.nextDouble() : -45 + 37 * random.nextDouble();
        return Mixtures.asSixteenBit(Mixtures.atLevel(raw(samples, part, random), level));
    }

    private static double sine(double hz, int sample) {
        return Sine.of(hz * sample / Windows.SAMPLE_RATE);
    }

    /** Tones that sound for {@code on} seconds and pause for {@code off}, from a random place of that rhythm on. */
    private static float[] tone(int samples, RandomGenerator random, int[] hz, double on, double off) {
        float[] sound = new float[samples];
        double start = (on + off) * random.nextDouble();
        for (int i = 0; i < samples; i++) {
            if ((start + (double) i / Windows.SAMPLE_RATE) % (on + off) < on) {
                for (int each : hz) {
                    sound[i] += (float) sine(each, i);
                }
            }
        }
        return sound;
    }
}
