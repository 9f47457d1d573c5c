package io.affekt.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be trained and served: a network, or several that are averaged. */
public enum Architecture {
    /**
     * CNN-1D of the paper (Khan, Butt, Ali), 898 weights with 80 coefficients: mean, deviation and maximum of each
     * coefficient over the window as three channels; convolutions of 20 and 10 filters of 3, pools of 3, global average.
     */
    PAPER_CNN1D(Input.STATISTICS, 80, 20, 100, 0.005, 0),
    /** The same with every value before the output instead of their average, 1,458 weights. */
    PAPER_CNN1D_FLAT(Input.STATISTICS, 80, 20, 100, 0.005, 0),
    /** The convolutions and pools of {@link #PAPER_CNN1D} over time: the coefficients of a frame are the channels. */
    PAPER_CNN1D_FRAMES(Input.SEQUENCE, 80, 20, 100, 0.005, 0),
    /** Simple RNN of the paper: 16 units over the same three channels as {@link #PAPER_CNN1D}, global average. */
    PAPER_RNN(Input.STATISTICS, 80, 16, 100, 0.005, 0),
    /** Simple RNN of the paper over time: the coefficients of a frame are its input. */
    PAPER_RNN_FRAMES(Input.SEQUENCE, 80, 16, 100, 0.005, 0),
    /**
     * CNN-1D over frames: four convolutions with batch normalisation, then mean, deviation and maximum over the frames
     * that hold sound.
     */
    CNN1D(Input.FRAMES, 40, 96, 120, 0.002, 0.1),
    /** LSTM of 64 units over frames, averaged over the frames that hold sound. */
    LSTM(Input.SEQUENCE, 40, 64, 20, 0.004, 0.1),
    /**
     * Three {@link #CNN1D} that see the same window differently: 40 MFCC, 40 without their mean over the window, and 20 with
     * the salience of 32 pitches; the first as if a shorter vocal tract had spoken, the last as if a longer one had.
     */
    ENSEMBLE(Input.FRAMES, 40, 96, 120, 0.002, 0.1);

    /** What a network reads of a feature matrix. */
    enum Input {
        /** Mean, deviation and maximum over time: [3, coefficients]. */
        STATISTICS,
        /** The frames in order: [coefficients, frames], with DL4J's mask of which hold sound. */
        SEQUENCE,
        /** The frames as rows of {@link io.affekt.model.network.Frames}. */
        FRAMES
    }

    /**
     * One network of an architecture.
     *
     * @param network the network
     * @param view what it reads of a window
     */
    record Part(Architecture network, InputView view) {}

    /** Within what {@link FeatureChanges#DEFAULT} lets the networks learn. */
    private static final double WARP = 0.05;

    final Input input;
    private final int coefficients;
    private final int width;
    private final int epochs;
    private final double learningRate;
    private final double labelSmoothing;

    Architecture(Input input, int coefficients, int width, int epochs, double learningRate, double labelSmoothing) {
        this.input = input;
        this.coefficients = coefficients;
        this.width = width;
        this.epochs = epochs;
        this.learningRate = learningRate;
        this.labelSmoothing = labelSmoothing;
    }

    /** What is trained where nobody says otherwise. */
    public static final Architecture DEFAULT = ENSEMBLE;

    /** The name that people write, such as {@code paper-cnn1d}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param label a name, or {@code default}
     * @throws IllegalArgumentException with a message fit for people
     */
    public static Architecture named(String label) {
        return label.equals("default")
                ? DEFAULT
                : Arrays.stream(values())
                        .filter(architecture -> architecture.label().equals(label))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("'" + label
                                + "' is not an architecture; there are default, "
                                + Arrays.stream(values())
                                        .map(Architecture::label)
                                        .collect(Collectors.joining(", "))));
    }

    /** The networks that it averages. */
    List<Part> parts() {
        return this == ENSEMBLE
                ? List.of(
                        new Part(CNN1D, new InputView(40, false, 0, -WARP)),
                        new Part(CNN1D, new InputView(40, true, 0, 0)),
                        new Part(CNN1D, new InputView(20, false, 32, WARP)))
                : List.of(new Part(this, new InputView(coefficients, false, 0, 0)));
    }

    /** Whether it is one of the paper's, which are trained as the paper says: RMSprop, no augmentation. */
    public boolean fromPaper() {
        return name().startsWith("PAPER");
    }

    /** How many of a matrix's first coefficients the networks read at most. */
    public int coefficients() {
        return parts().stream().mapToInt(part -> part.view().reads()).max().orElseThrow();
    }

    /** Filters of the first convolution, or units of a recurrent network. */
    public int width() {
        return width;
    }

    /** Epochs that suit the networks. */
    public int defaultEpochs() {
        return epochs;
    }

    /** The learning rate that suits the networks, or its peak where it has a schedule. */
    public double learningRate() {
        return learningRate;
    }

    /**
     * How much of the bias for emotions that are frequent in the training set is taken out of the networks' answers, 0 to 1.
     */
    public double priorTakenOut() {
        return fromPaper() ? 0 : 0.5;
    }

    /** How much of a label is spread over all emotions. */
    public double labelSmoothing() {
        return labelSmoothing;
    }
}
