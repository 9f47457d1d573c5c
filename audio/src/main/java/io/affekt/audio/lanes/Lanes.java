package io.affekt.audio.lanes;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The widest vectors of this machine. What is computed in one lane does not depend on how many there are. */
public final class Lanes {

    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Floats side by side. */
    public static final int COUNT = SPECIES.length();

    private Lanes() {}
}
