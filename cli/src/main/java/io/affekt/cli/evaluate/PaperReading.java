package io.affekt.cli.evaluate;

import io.affekt.model.Architecture;
import java.util.List;

/**
 * A way to read the paper's description of a network.
 *
 * @param architecture the network
 * @param what what it is, in a line
 * @param claim the test accuracy that the paper names for it
 */
record PaperReading(Architecture architecture, String what, String claim) {

    private static final String CNN_CLAIM = "74.57 %";
    private static final String RNN_CLAIM = "55.47 %";

    /** The paper's tables name layers, output shapes and numbers of weights, but not what the three input channels are. */
    static final List<PaperReading> ALL = List.of(
            new PaperReading(
                    Architecture.PAPER_CNN1D,
                    "CNN-1D over one vector a clip: mean, deviation and maximum of 80 MFCC as three channels",
                    CNN_CLAIM),
            new PaperReading(
                    Architecture.PAPER_CNN1D_FLAT,
                    "CNN-1D over the same three channels a clip, all values before the output instead of their average",
                    CNN_CLAIM),
            new PaperReading(
                    Architecture.PAPER_CNN1D_FRAMES,
                    "CNN-1D over the frames of a clip: 80 MFCC a frame as channels",
                    CNN_CLAIM),
            new PaperReading(
                    Architecture.PAPER_RNN,
                    "simple RNN over one vector a clip: mean, deviation and maximum of 80 MFCC",
                    RNN_CLAIM),
            new PaperReading(
                    Architecture.PAPER_RNN_FRAMES, "simple RNN over the frames of a clip: 80 MFCC a frame", RNN_CLAIM));
}
