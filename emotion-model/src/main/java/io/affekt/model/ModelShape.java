package io.affekt.model;

/**
 * What a network's weights are laid out for.
 *
 * @param network the network; not an ensemble
 * @param values how many values of a frame it takes
 * @param frames how many frames a full window has; shorter ones are masked
 * @param width filters of the first convolution, or units of a recurrent network
 */
record ModelShape(Architecture network, int values, int frames, int width) {

    private static final int FEWEST = 8;
    private static final int MOST_VALUES = 256;
    /** Bounds what a batch takes outside the heap, whatever an archive says; a window of 3 s has 94 frames by default. */
    private static final int MOST_FRAMES = 1024;
    /** Two convolutions of 3 and two pools of 3 leave one value of so many. */
    private static final int FEWEST_FOR_PAPER = 17;

    ModelShape {
        if (network.parts().size() != 1) {
            throw new IllegalArgumentException("'" + network.label() + "' is not a single network");
        }
        if (values < FEWEST || values > MOST_VALUES || frames < 8 || frames > MOST_FRAMES || width < 1 || width > 256) {
            throw new IllegalArgumentException("No network is built for " + values + " values of a frame, " + frames
                    + " frames and a width of " + width + "; " + FEWEST + " to " + MOST_VALUES + ", 8 to " + MOST_FRAMES
                    + " and 1 to 256 are possible");
        }
        boolean overCoefficients = network.input == Architecture.Input.STATISTICS;
        if (network.fromPaper() && (overCoefficients ? values : frames) < FEWEST_FOR_PAPER) {
            throw new IllegalArgumentException("The paper's convolutions and pools leave nothing of "
                    + (overCoefficients ? values + " coefficients" : frames + " frames"));
        }
    }
}
