package io.affekt.schemas;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What kind of failure Kafka's clients report: they wrap the reason, sometimes more than once. */
public final class Failures {

    private static final List<Class<? extends Exception>> LASTING = List.of(
            AuthorizationException.class,
            AuthenticationException.class,
            // Another instance has taken this one's name.
            FencedInstanceIdException.class,
            RecordTooLargeException.class,
            UnsupportedVersionException.class);
    private static final List<Class<? extends Exception>> PASSING = List.of(
            RetriableException.class,
            TransactionAbortableException.class,
            // The broker gave the transaction up, its time being over, while it was being committed: what was in it is
            // done again. So it comes from a broker that was away (KIP-890), where it was a fenced epoch before.
            InvalidTxnStateException.class);

    private Failures() {}

    /** Whether it stays however often it is tried again: only a person can mend it, and must see that work stands still. */
    public static boolean isLasting(Throwable failure) {
        return isCausedBy(failure, LASTING);
    }

    /** Whether it comes of a broker that is away or busy, and goes when that is over. */
    public static boolean isPassing(Throwable failure) {
        return isCausedBy(failure, PASSING) && !isLasting(failure);
    }

    private static boolean isCausedBy(Throwable failure, List<Class<? extends Exception>> reasons) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (reasons.stream().anyMatch(isReasonOf(cause))) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<Class<? extends Exception>> isReasonOf(Throwable cause) {
        return reason -> reason.isInstance(cause);
    }
}
