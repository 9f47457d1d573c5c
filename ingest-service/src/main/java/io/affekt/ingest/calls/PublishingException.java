package io.affekt.ingest.calls;

/** Kafka did not take all of a call. The same upload, sent again, completes it. */
public final class PublishingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PublishingException(String message, Throwable cause) {
        super(message, cause);
    }
}
