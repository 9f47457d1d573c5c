package io.affekt.audio.speech;

import io.affekt.audio.lanes.Lanes;
import jdk.incubator.vector.FloatVector;

/** As many samples side by side as there are vector lanes. Not thread-safe. */
final class LaneHalfBand extends HalfBand {

    @Override
    void filter(float[] half, int count) {
        FloatVector middle = FloatVector.broadcast(Lanes.SPECIES, 0.5f);
        for (int i = 0; i < count; i += Lanes.COUNT) {
            FloatVector sum = FloatVector.fromArray(Lanes.SPECIES, even, i).mul(middle);
            for (int t = 0; t < TAPS; t++) {
                FloatVector both = FloatVector.fromArray(Lanes.SPECIES, odd, i + TAPS - 1 - t)
                        .add(FloatVector.fromArray(Lanes.SPECIES, odd, i + TAPS + t));
                sum = both.fma(FloatVector.broadcast(Lanes.SPECIES, taps[t]), sum);
            }
            sum.intoArray(half, i);
        }
    }
}
