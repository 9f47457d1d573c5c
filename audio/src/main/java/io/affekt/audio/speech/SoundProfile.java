package io.affekt.audio.speech;

import org.jspecify.annotations.Nullable;

/**
 * How loud a window is, how much of it is speech, and at what pitch.
 *
 * @param loudnessDbfs RMS level, dB below full scale; at least {@link #SILENCE_DBFS}
 * @param speechRatio share of frames that hold speech, 0 to 1
 * @param pitchHz median pitch of the voiced frames, 60 to 500 Hz; null if there are none
 */
public record SoundProfile(
        double loudnessDbfs, double speechRatio, @Nullable Double pitchHz) {

    /** The level of digital silence, and the floor of every level. */
    public static final double SILENCE_DBFS = -100;

    /** A window with a lower speech ratio is taken to hold no speech. */
    public static final double MIN_SPEECH_RATIO = 0.31;

    public boolean holdsSpeech() {
        return speechRatio >= MIN_SPEECH_RATIO;
    }
}
