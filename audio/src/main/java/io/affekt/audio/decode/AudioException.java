package io.affekt.audio.decode;

import java.io.IOException;

/** A recording that cannot be read, with a reason fit for people. */
public final class AudioException extends IOException {

    private static final long serialVersionUID = 1L;

    public AudioException(String reason) {
        super(reason);
    }

    public AudioException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** What is known and not read, such as "WAV with GSM 6.10". */
    static AudioException unsupported(String what) {
        return new AudioException(what + " is not supported; convert it to WAV (PCM) or FLAC, for example with ffmpeg");
    }
}
