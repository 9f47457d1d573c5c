package io.affekt.audio.augment;

import io.affekt.audio.G711;
import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.resample.Resampler;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change of a window's sound under which its emotion stays the same. The same window and seed give the same sound.
 * Thread-safe.
 */
public final class Augmentation {

    /** The window as it is. */
    public static final String NONE = "none";

    /** The copies that are made of a labelled window where nobody says otherwise: names, by commas. */
    public static final String USUAL = "speed-0.9,speed-0.95,speed-1.05,speed-1.1,noise-10db,noise-20db,telephone";

    private static final int TELEPHONE_RATE = 8000;
    private static final Pattern SPEED = Pattern.compile("speed-(\\d\\.\\d{1,3})");
    private static final Pattern NOISE = Pattern.compile("noise-(\\d{1,2})db");

    private interface Change {
        float[] apply(float[] samples, long seed);
    }

    private final String name;
    private final Change change;

    private Augmentation(String name, Change change) {
        this.name = name;
        this.change = change;
    }

    /**
     * Reads a name: {@code speed-0.95} (played at that speed), {@code noise-15db} (white noise at that signal-to-noise
     * ratio), {@code telephone} (8 kHz µ-law and back).
     *
     * @throws IllegalArgumentException with a message fit for people
     */
    public static Augmentation parse(String name) {
        Matcher speed = SPEED.matcher(name);
        if (speed.matches() && Double.parseDouble(speed.group(1)) >= 0.5) {
            int playedRate = (int) Math.round(Windows.SAMPLE_RATE * Double.parseDouble(speed.group(1)));
            Resampler resampler = new Resampler(playedRate, Windows.SAMPLE_RATE);
            return new Augmentation(name, (samples, seed) -> fit(resampler.whole(samples)));
        }
        Matcher noise = NOISE.matcher(name);
        if (noise.matches()) {
            double ratio = Math.pow(10, Integer.parseInt(noise.group(1)) / 20.0);
            return new Augmentation(name, (samples, seed) -> withNoise(samples, ratio, seed));
        }
        if (name.equals("telephone")) {
            Resampler down = new Resampler(Windows.SAMPLE_RATE, TELEPHONE_RATE);
            Resampler up = new Resampler(TELEPHONE_RATE, Windows.SAMPLE_RATE);
            return new Augmentation(name, (samples, seed) -> telephone(samples, down, up));
        }
        throw new IllegalArgumentException(
                "'" + name + "' is not an augmentation; speed-0.95, noise-15db and telephone are examples");
    }

    public String name() {
        return name;
    }

    /** A changed copy, no longer than a window. */
    public float[] apply(float[] samples, long seed) {
        return change.apply(samples, seed);
    }

    private static float[] fit(float[] samples) {
        return samples.length <= Windows.WINDOW_SAMPLES ? samples : Arrays.copyOf(samples, Windows.WINDOW_SAMPLES);
    }

    private static float[] withNoise(float[] samples, double amplitudeRatio, long seed) {
        double power = 0;
        for (float sample : samples) {
            power += (double) sample * sample;
        }
        double deviation = Math.sqrt(power / Math.max(1, samples.length)) / amplitudeRatio;
        SplittableRandom random = new SplittableRandom(seed);
        float[] noisy = new float[samples.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = (float) Math.max(-1, Math.min(1, samples[i] + deviation * random.nextGaussian()));
        }
        return noisy;
    }

    private static float[] telephone(float[] samples, Resampler down, Resampler up) {
        float[] narrow = down.whole(samples);
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = G711.decodeMuLaw(G711.encodeMuLaw(Pcm16.fromFloat(narrow[i]))) / 32768f;
        }
        return Arrays.copyOf(up.whole(narrow), samples.length);
    }
}
