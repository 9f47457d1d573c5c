package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import java.util.Arrays;

/**
 * How loud a window is, and how much of it is speech.
 *
 * @param loudnessDbfs RMS level, dB below full scale; at least {@link #SILENCE_DBFS}
 * @param speechRatio share of 20 ms frames that hold speech, 0 to 1
 */
public record SoundLevel(double loudnessDbfs, double speechRatio) {

    /** The level of digital silence, and the floor of every level. */
    public static final double SILENCE_DBFS = -100;

    /** A window with a lower speech ratio is taken to hold no speech. */
    public static final double MIN_SPEECH_RATIO = 0.1;

    private static final int FRAME = Windows.SAMPLE_RATE / 50;
    /** A frame is speech when it is less than this below the window's loud frames (their 99th percentile) ... */
    private static final double RANGE_DB = 35;
    /** ... and louder than this, dBFS. */
    private static final double QUIETEST_SPEECH_DBFS = -55;

    /** Measures samples at 16 kHz. */
    public static SoundLevel of(float[] samples) {
        int frames = Math.max(1, samples.length / FRAME);
        double[] levels = new double[frames];
        for (int f = 0; f < frames; f++) {
            int from = f * FRAME;
            levels[f] = rmsDbfs(samples, from, f == frames - 1 ? samples.length : from + FRAME);
        }
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double loud = sorted[(int) Math.round(0.99 * (frames - 1))];
        double threshold = Math.max(loud - RANGE_DB, QUIETEST_SPEECH_DBFS);
        long speech = Arrays.stream(levels).filter(level -> level > threshold).count();
        return new SoundLevel(rmsDbfs(samples, 0, samples.length), (double) speech / frames);
    }

    public boolean holdsSpeech() {
        return speechRatio >= MIN_SPEECH_RATIO;
    }

    private static double rmsDbfs(float[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum == 0 ? SILENCE_DBFS : Math.max(SILENCE_DBFS, 10 * Math.log10(sum / (to - from)));
    }
}
