package io.affekt.ingest.calls;

import org.jspecify.annotations.Nullable;

/** Kafka did not take all of a call. The same upload, sent again, completes it. */
public final class PublishingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
