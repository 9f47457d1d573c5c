package io.affekt.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The networks that can be trained and served. */
public enum Architecture {
    /**
     * CNN-1D of the paper (Khan, Butt, Ali), 898 weights with 80 coefficients: mean, deviation and maximum of each
     * coefficient over the window as three channels; convolutions of 20 and 10 filters of 3, pools of 3, global average.
     */
    PAPER_CNN1D(Input.POOLED, 80, 100, 0.005, 0),
    /** Simple RNN of the paper: 16 units over the same three channels, global average. */
    PAPER_RNN(Input.POOLED, 80, 100, 0.005, 0),
    /**
     * CNN-1D over frames: four convolutions with batch normalisation, then mean, deviation and maximum over the frames
     * that hold sound.
     */
    CNN1D(Input.FRAMES, 40, 90, 0.002, 0.1),
    /** LSTM of 64 units over frames, averaged over the frames that hold sound. */
    LSTM(Input.FRAMES, 40, 20, 0.004, 0.1);

    /** What a network reads of a feature matrix. */
    enum Input {
        /** Mean, deviation and maximum over time: [3, coefficients]. */
        POOLED,
        /** The frames themselves: [coefficients, frames], and which of them are sound. */
        FRAMES
    }

    final Input input;
    private final int coefficients;
    private final int epochs;
    private final double learningRate;
    private final double labelSmoothing;

    Architecture(Input input, int coefficients, int epochs, double learningRate, double labelSmoothing) {
        this.input = input;
        this.coefficients = coefficients;
        this.epochs = epochs;
        this.learningRate = learningRate;
        this.labelSmoothing = labelSmoothing;
    }

    /** The name that people write, such as {@code paper-cnn1d}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException with a message fit for people */
    public static Architecture named(String label) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label
                        + "' is not an architecture; there are "
                        + Arrays.stream(values()).map(Architecture::label).collect(Collectors.joining(", "))));
    }

    /** How many of a matrix's first coefficients the network reads. */
    public int coefficients() {
        return coefficients;
    }

    /** Epochs that suit the network. */
    public int defaultEpochs() {
        return epochs;
    }

    double learningRate() {
        return learningRate;
    }

    double labelSmoothing() {
        return labelSmoothing;
    }
}
