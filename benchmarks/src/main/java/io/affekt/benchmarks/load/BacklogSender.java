package io.affekt.benchmarks.load;

import java.io.IOException;
import java.util.List;

/** Puts planned calls into the pipeline, all at once, and enters them in a ledger. Used by one thread. */
public interface BacklogSender extends AutoCloseable {

    /** Expects all calls, and makes ready what can be made ready before the clock runs. */
    void prepare(List<PlannedCall> calls) throws IOException;

    /** Sends calls that were prepared, as fast as they go, until all of them have been acknowledged. */
    void send(List<PlannedCall> calls) throws InterruptedException;

    @Override
    void close();
}
