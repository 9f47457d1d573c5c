package io.affekt.model;

/**
 * What a network's weights are laid out for.
 *
 * @param architecture the network
 * @param coefficients how many of a matrix's first coefficients it reads
 * @param frames how many frames a full window has; shorter ones are masked
 */
public record ModelShape(Architecture architecture, int coefficients, int frames) {

    public ModelShape {
        if (coefficients < 8 || coefficients > 1024 || frames < 8 || frames > 4096) {
            throw new IllegalArgumentException("No network is built for " + coefficients + " coefficients and " + frames
                    + " frames; 8 to 1024 and 8 to 4096 are possible");
        }
    }

    /** Frames that are left behind the network's pools. */
    int pooledFrames() {
        return architecture == Architecture.CNN1D ? frames / 2 / 2 / 2 : frames;
    }

    /** How many of the {@link #pooledFrames} hold sound when {@code valid} frames of the input do. */
    int validPooledFrames(int valid) {
        int stride = architecture == Architecture.CNN1D ? 8 : 1;
        return Math.min(pooledFrames(), (valid + stride - 1) / stride);
    }
}
