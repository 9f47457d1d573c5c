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
}
