package io.affekt.features.labels;

import io.affekt.schemas.Call;
import io.affekt.schemas.MfccVector;
import java.util.Map;
import java.util.Set;

/** What {@code mfcc-vectors} still has. */
interface VectorLog {

    /** The vectors of windows of a call's channel, by window index; those that retention has taken are missing. */
    Map<Integer, MfccVector> find(Call call, int channel, Set<Integer> windows);
}
