package io.affekt.model;

/**
 * What a network reads of a window.
 *
 * @param coefficients how many of the first MFCC
 * @param withoutMean whether each value's mean over the window is subtracted (cepstral mean normalisation)
 * @param pitches how many pitches' saliences it reads beside them ({@link PitchSalience}); 0 for none
 * @param warp by what share the frequency axis is stretched before ({@link FrequencyWarp}), when it is asked, not when it
 *     learns: as if somebody with another voice spoke, of the kind that it has learned to understand; 0 for not at all
 */
record InputView(int coefficients, boolean withoutMean, int pitches, double warp) {

    InputView {
        if (coefficients < 1 || coefficients > 256 || pitches < 0 || pitches > 256) {
            throw new IllegalArgumentException("No network reads " + coefficients + " coefficients and " + pitches
                    + " pitches of a frame; 1 to 256 and 0 to 256 are possible");
        }
        FrequencyWarp.requirePossible(warp);
    }

    /** Values of a frame that the network gets. */
    int values() {
        return coefficients + pitches;
    }

    /** How many coefficients a matrix must have. */
    int reads() {
        return pitches == 0 ? coefficients : Math.max(coefficients, PitchSalience.COEFFICIENTS);
    }

    /** What is left of it where a matrix has only so many coefficients. */
    InputView limitedTo(int available) {
        return new InputView(Math.min(coefficients, available), withoutMean, available < reads() ? 0 : pitches, warp);
    }

    /** What the network learns from. */
    InputView learned() {
        return new InputView(coefficients, withoutMean, pitches, 0);
    }
}
