package io.affekt.ingest.calls;

/** There is no room for an upload; the message says which limit was met. */
public final class SpoolFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean uploadTooLarge;

    SpoolFullException(String message, boolean uploadTooLarge) {
        super(message);
        this.uploadTooLarge = uploadTooLarge;
    }

    /** True where this upload can never fit, false where it may later. */
    public boolean uploadTooLarge() {
        return uploadTooLarge;
    }
}
