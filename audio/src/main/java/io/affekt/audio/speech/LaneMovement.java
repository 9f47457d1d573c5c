package io.affekt.audio.speech;

import io.affekt.audio.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * As many frames side by side as there are vector lanes. No amplitude is negative, and such numbers are in the order of
 * their bits: as integers they are compared in one instruction. Not thread-safe.
 */
final class LaneMovement extends Movement {

    LaneMovement(int[] edges) {
        super(edges);
    }

    @Override
    void add(int toPower) {
        for (int f = 0; f < STRIDE; f += Lanes.COUNT) {
            FloatVector here = FloatVector.fromArray(Lanes.SPECIES, row, f + APART);
            IntVector bits = here.reinterpretAsInts();
            IntVector behind = FloatVector.fromArray(Lanes.SPECIES, row, f).reinterpretAsInts();
            IntVector ahead =
                    FloatVector.fromArray(Lanes.SPECIES, row, f + 2 * APART).reinterpretAsInts();
            FloatVector over = here.sub(behind.max(ahead).reinterpretAsFloats());
            // A negative number is a negative integer too.
            FloatVector.fromArray(Lanes.SPECIES, moving, f)
                    .add(over.reinterpretAsInts().max(0).reinterpretAsFloats())
                    .intoArray(moving, f);
            FloatVector.fromArray(Lanes.SPECIES, steady, f)
                    .add(bits.min(behind).min(ahead).reinterpretAsFloats())
                    .intoArray(steady, f);
            IntVector lastingBehind = FloatVector.fromArray(Lanes.SPECIES, between, f)
                    .reinterpretAsInts()
                    .min(FloatVector.fromArray(Lanes.SPECIES, between, f + FAR_APART - APART)
                            .reinterpretAsInts());
            IntVector lastingAhead = FloatVector.fromArray(Lanes.SPECIES, between, f + FAR_APART + APART)
                    .reinterpretAsInts()
                    .min(FloatVector.fromArray(Lanes.SPECIES, between, f + 2 * FAR_APART)
                            .reinterpretAsInts());
            FloatVector.fromArray(Lanes.SPECIES, lasting, f)
                    .add(bits.min(lastingBehind.max(lastingAhead)).reinterpretAsFloats())
                    .intoArray(lasting, f);
            FloatVector.fromArray(Lanes.SPECIES, sum, f).add(here).intoArray(sum, f);
            FloatVector.fromArray(Lanes.SPECIES, power, toPower + f)
                    .add(here.mul(here))
                    .intoArray(power, toPower + f);
        }
    }
}
