package io.affekt.model;

/**
 * What a network's weights are laid out for.
 *
 * @param network the network; not an ensemble
 * @param coefficients how many of a matrix's first coefficients it reads
 * @param frames how many frames a full window has; shorter ones are masked
 * @param width filters of the first convolution, or units of a recurrent network
 */
record ModelShape(Architecture network, int coefficients, int frames, int width) {

    ModelShape {
        if (network.parts().size() != 1) {
            throw new IllegalArgumentException("'" + network.label() + "' is not a single network");
        }
        if (coefficients < 8 || coefficients > 1024 || frames < 8 || frames > 4096 || width < 1 || width > 1024) {
            throw new IllegalArgumentException("No network is built for " + coefficients + " coefficients, " + frames
                    + " frames and a width of " + width + "; 8 to 1024, 8 to 4096 and 1 to 1024 are possible");
        }
    }
}
