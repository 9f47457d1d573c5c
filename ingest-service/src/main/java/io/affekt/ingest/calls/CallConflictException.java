package io.affekt.ingest.calls;

/** The call id is taken by another content, or by an upload that is under way. */
public final class CallConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallConflictException(String message) {
        super(message);
    }
}
