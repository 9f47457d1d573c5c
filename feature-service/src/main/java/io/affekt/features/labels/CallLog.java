package io.affekt.features.labels;

import io.affekt.schemas.Call;
import java.util.Optional;

/** What {@code calls} says. */
interface CallLog {

    /** The newest record of a call. */
    Optional<Call> find(String callId);
}
