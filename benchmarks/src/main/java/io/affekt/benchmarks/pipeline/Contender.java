package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import java.util.List;

/** Something that makes predictions of chunks. */
interface Contender {

    /** What it is called in the table. */
    String name();

    /** Which tracks its calls are cut from. */
    default List<Track> tracks(List<Track> all) {
        return all;
    }

    /** Sends a backlog, waits until all of it is predicted, and says what it took. */
    Pass run(List<PlannedCall> calls) throws Exception;
}
