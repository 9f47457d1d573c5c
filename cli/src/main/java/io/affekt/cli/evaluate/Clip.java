package io.affekt.cli.evaluate;

import io.affekt.cli.corpus.LabeledRecording;
import java.util.List;

/**
 * A recording as the networks see it.
 *
 * @param recording where it came from
 * @param windows its windows that hold speech
 * @param telephone its windows that hold speech after it has gone through a telephone (8 kHz µ-law), without copies
 */
record Clip(LabeledRecording recording, List<ClipWindow> windows, List<ClipWindow> telephone) {}
