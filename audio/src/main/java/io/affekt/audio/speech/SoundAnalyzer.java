package io.affekt.audio.speech;

import io.affekt.audio.Windows;

/**
 * Measures windows: loudness, share of speech, pitch. Frames are 48 ms long, one every 24 ms; sound shorter than a frame
 * has no speech. {@code docs/voice-activity.md} says how well it tells speech from what else calls hold.
 *
 * <p>Tables are built once and buffers reused: nothing is allocated for a frame. Not thread-safe: one instance for each
 * thread.
 */
public final class SoundAnalyzer {

    /** A speech frame that is at least so periodic is voiced. */
    static final double VOICED = 0.5;

    private final VoiceModel model = VoiceModel.load();
    private final SpeechCues cues = new SpeechCues();
    private final float[] inputs = new float[SpeechCues.INPUTS];
    private final double[] pitches = new double[Spectrogram.MAX_FRAMES];

    /**
     * Measures a window.
     *
     * @param samples at 16 kHz, no more than a full window
     * @throws IllegalArgumentException if there are more
     */
    public SoundProfile analyze(float[] samples) {
        if (samples.length > Windows.WINDOW_SAMPLES) {
            throw new IllegalArgumentException(
                    samples.length + " samples are more than a window of " + Windows.WINDOW_SAMPLES);
        }
        int frames = cues.compute(samples);
        int speech = 0;
        int voiced = 0;
        for (int f = 0; f < frames; f++) {
            cues.inputs(f, inputs);
            if (model.isSpeech(inputs)) {
                speech++;
                if (cues.harmonicity(f) >= VOICED) {
                    pitches[voiced++] = cues.hz(f);
                }
            }
        }
        double speechRatio = frames == 0 ? 0 : (double) speech / frames;
        return new SoundProfile(loudness(samples), speechRatio, voiced == 0 ? null : Selection.median(pitches, voiced));
    }

    private static double loudness(float[] samples) {
        // Four sums side by side: one alone waits for each of its additions.
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int whole = samples.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            a += (double) samples[i] * samples[i];
            b += (double) samples[i + 1] * samples[i + 1];
            c += (double) samples[i + 2] * samples[i + 2];
            d += (double) samples[i + 3] * samples[i + 3];
        }
        for (int i = whole; i < samples.length; i++) {
            a += (double) samples[i] * samples[i];
        }
        double sum = a + b + c + d;
        return sum == 0
                ? SoundProfile.SILENCE_DBFS
                : Math.max(SoundProfile.SILENCE_DBFS, 10 * Math.log10(sum / samples.length));
    }
}
