package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * Music as it is played to people on hold: chords, a bass, a melody, and in some pieces drums. Each {@link Part} has its
 * own keys, tempi and instruments; tuning also has instruments drawn at random.
 */
final class HoldMusic {

    /**
     * An additive instrument.
     *
     * @param brightness share of level that the next harmonic has
     * @param oddOnly whether only odd harmonics sound
     * @param attack seconds
     * @param decay seconds to 1/e, for ever if infinite
     * @param vibratoCents depth; its rate is 4.5 to 6.5 Hz
     * @param stretch inharmonicity of strings, B of f(n) = n f0 sqrt(1 + B n²)
     * @param colour gains of the harmonics over that
     */
    private record Instrument(
            double brightness,
            boolean oddOnly,
            double attack,
            double decay,
            double vibratoCents,
            double stretch,
            double[] colour) {

        Instrument(
                double brightness, boolean oddOnly, double attack, double decay, double vibratoCents, double stretch) {
            this(brightness, oddOnly, attack, decay, vibratoCents, stretch, PLAIN);
        }

        /** An instrument that nobody has built: what the model learns from is as wide as can be. */
        static Instrument any(RandomGenerator random) {
            return new Instrument(
                    0.3 + 0.6 * random.nextDouble(),
                    random.nextInt(4) == 0,
                    0.002 * Math.pow(50, random.nextDouble()),
                    random.nextBoolean() ? FOREVER : 0.15 * Math.pow(8, random.nextDouble()),
                    random.nextBoolean() ? 0 : 30 * random.nextDouble(),
                    random.nextBoolean() ? 0 : 1e-4 * Math.pow(20, random.nextDouble()),
                    random.doubles(HARMONICS, -0.6, 0.6).map(Math::exp).toArray());
        }

        /** Another instrument of its kind. */
        Instrument varied(RandomGenerator random) {
            return new Instrument(
                    Math.min(0.95, brightness * (0.8 + 0.4 * random.nextDouble())),
                    oddOnly,
                    attack * (0.5 + random.nextDouble()),
                    decay * (0.6 + 0.8 * random.nextDouble()),
                    vibratoCents * (0.5 + random.nextDouble()),
                    stretch,
                    colour);
        }
    }

    private static final int HARMONICS = 12;
    private static final double[] PLAIN =
            DoubleStream.generate(() -> 1).limit(HARMONICS).toArray();
    private static final double FOREVER = Double.POSITIVE_INFINITY;
    /** Tuning has the even ones, tests the odd ones. */
    private static final Instrument[] INSTRUMENTS = {
        new Instrument(0.7, false, 0.02, FOREVER, 0, 0), // organ
        new Instrument(0.6, false, 0.004, 0.6, 0, 4e-4), // piano
        new Instrument(0.8, false, 0.003, 0.25, 0, 1e-4), // guitar
        new Instrument(0.75, false, 0.08, FOREVER, 25, 0), // violins
        new Instrument(0.4, false, 0.05, FOREVER, 20, 0), // flute
        new Instrument(0.7, true, 0.03, FOREVER, 0, 0), // clarinet
        new Instrument(0.35, false, 0.004, 0.9, 8, 0), // electric piano
        new Instrument(0.5, true, 0.002, 0.4, 0, 2e-3), // marimba
        new Instrument(0.85, false, 0.04, FOREVER, 12, 0), // accordion
        new Instrument(0.85, false, 0.03, FOREVER, 10, 0), // trumpet
    };

    private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
    private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};

    private final RandomGenerator random;
    private final float[] sound;
    private final int tonic;
    private final int[] scale;

    private HoldMusic(int samples, Part part, RandomGenerator random) {
        this.random = random;
        sound = new float[samples];
        tonic = part.pick(random, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59);
        scale = random.nextBoolean() ? MAJOR : MINOR;
        double beat = 60.0 / (part.pick(random, 60, 70, 80, 90, 100, 110, 120, 130) + random.nextInt(10));
        Instrument pad = instrument(part);
        Instrument lead = instrument(part);
        double bar = 4 * beat;
        boolean drums = random.nextInt(3) == 0;
        for (double start = -bar * random.nextDouble(); start < seconds(); start += bar) {
            int root = random.nextInt(7);
            for (int third = 0; third < 6; third += 2) {
                note(pad, degree(root + third), start, bar, 0.3);
            }
            for (int half = 0; half < 2; half++) {
                note(pad, degree(root) - 12, start + half * 2 * beat, 2 * beat, 0.5);
            }
            melody(lead, root, start, beat);
            if (drums) {
                drums(start, beat);
            }
        }
    }

    static float[] play(int samples, Part part, RandomGenerator random) {
        return new HoldMusic(samples, part, random).sound;
    }

    private Instrument instrument(Part part) {
        if (part == Part.TUNING && random.nextInt(10) < 7) {
            return Instrument.any(random);
        }
        return INSTRUMENTS[part.pick(random, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)].varied(random);
    }

    private double seconds() {
        return (double) sound.length / Windows.SAMPLE_RATE;
    }

    private int degree(int step) {
        return tonic + 12 * Math.floorDiv(step, 7) + scale[Math.floorMod(step, 7)];
    }

    private void melody(Instrument lead, int root, double start, double beat) {
        int step = root + 7;
        double[] lengths = {0.5, 0.5, 1, 1, 2};
        for (double at = 0; at < 4; ) {
            double length = lengths[random.nextInt(lengths.length)];
            if (random.nextInt(6) > 0) {
                note(lead, degree(step), start + at * beat, length * beat, 0.7);
            }
            step += random.nextInt(5) - 2;
            at += length;
        }
    }

    private void note(Instrument instrument, int midi, double start, double length, double level) {
        double pitch = 440 * Math.pow(2, (midi - 69) / 12.0);
        double vibrato = Math.pow(2, instrument.vibratoCents() / 1200) - 1;
        double vibratoRate = 4.5 + 2 * random.nextDouble();
        int from = (int) (start * Windows.SAMPLE_RATE);
        int to = (int) ((start + length) * Windows.SAMPLE_RATE);
        float[] envelope = new float[Math.max(0, Math.min(to, sound.length) - from)];
        float[] bend = new float[envelope.length];
        for (int i = 0; i < envelope.length; i++) {
            double t = (double) i / Windows.SAMPLE_RATE;
            envelope[i] = (float)
                    (Math.min(1, t / instrument.attack()) * Math.min(1, (length - t) / 0.03) * decay(instrument, t));
            bend[i] = (float) (1 + vibrato * Sine.of(vibratoRate * t));
        }
        double amplitude = level;
        for (int n = 1; n <= HARMONICS; n++, amplitude *= instrument.brightness()) {
            double hz = n * pitch * Math.sqrt(1 + instrument.stretch() * n * n);
            if (hz > 7500 || instrument.oddOnly() && n % 2 == 0) {
                continue;
            }
            double phase = random.nextDouble();
            double gain = amplitude * instrument.colour()[n - 1];
            for (int i = 0; i < envelope.length; i++) {
                phase += hz * bend[i] / Windows.SAMPLE_RATE;
                if (from + i >= 0) {
                    sound[from + i] += (float) (envelope[i] * gain * Sine.of(phase));
                }
            }
        }
    }

    private static double decay(Instrument instrument, double t) {
        return instrument.decay() == FOREVER ? 1 : Math.exp(-t / instrument.decay());
    }

    private void drums(double start, double beat) {
        for (int half = 0; half < 8; half++) {
            double at = start + half * beat / 2;
            hit(at, 0.03, 0.15); // hi-hat
            if (half % 4 == 0) {
                note(new Instrument(0, false, 0.002, 0.08, 0, 0), 33, at, 0.3, 1); // bass drum
            } else if (half % 4 == 2) {
                hit(at, 0.1, 0.5); // snare
            }
        }
    }

    private void hit(double start, double decay, double level) {
        int from = (int) (start * Windows.SAMPLE_RATE);
        for (int i = Math.max(0, from); i < Math.min(sound.length, from + 8 * decay * Windows.SAMPLE_RATE); i++) {
            double t = (double) (i - from) / Windows.SAMPLE_RATE;
            sound[i] += (float) (level * Math.exp(-t / decay) * random.nextGaussian());
        }
    }
}
