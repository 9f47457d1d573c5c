package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.PlannedCall;
import java.util.List;

/** Something that makes predictions of chunks. */
interface Contender {

    /** What it is called in the table. */
    String name();

    /** Sends a backlog, waits until all of it is predicted, and says what it took. */
    Pass run(List<PlannedCall> calls) throws Exception;
}
