package io.affekt.model;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to train.
 *
 * @param architecture what to train
 * @param featureSpecification the specification of the matrices in the training set
 * @param frames how many frames a full window has
 * @param width filters of the first convolution, or units of a recurrent network
 * @param epochs passes over the windows; each pass draws one copy of every window
 * @param batchSize windows in a batch
 * @param optimiser how weights follow gradients
 * @param learningRate the rate, or its peak where the rate has a schedule
 * @param dropout the probability to drop a value: in the paper's CNN-1D between its convolutions, in the LSTM before it, in
 *     the CNN-1D before the output
 * @param changes how much features are changed, anew for each example
 * @param wantedPrecision the share of predictions that shall be right where the model says that it is sure
 * @param seed seed of weights, order, copies and dropout
 */
public record TrainingSettings(
        Architecture architecture,
        String featureSpecification,
        int frames,
        int width,
        int epochs,
        int batchSize,
        Optimiser optimiser,
        double learningRate,
        double dropout,
        FeatureChanges changes,
        double wantedPrecision,
        long seed) {

    private static final double WANTED_PRECISION = 0.7;

    /** How weights follow gradients. */
    public enum Optimiser {
        /** RMSprop at a constant rate, as in the paper. */
        RMSPROP,
        /** Adam at a constant rate. */
        ADAM,
        /** Adam with decoupled weight decay, its rate in one cycle. */
        ADAM_ONE_CYCLE
    }

    public TrainingSettings {
        require(epochs >= 1 && epochs <= 10_000, "epochs must be from 1 to 10000, not " + epochs);
        require(batchSize >= 1 && batchSize <= 4096, "the batch size must be from 1 to 4096, not " + batchSize);
        require(learningRate > 0 && learningRate < 1, "the learning rate must be between 0 and 1, not " + learningRate);
        require(dropout >= 0 && dropout < 1, "dropout must be from 0 to under 1, not " + dropout);
        require(
                wantedPrecision >= 0 && wantedPrecision <= 1,
                "the wanted precision must be from 0 to 1, not " + wantedPrecision);
        require(width >= 1 && width <= 1024, "the width must be from 1 to 1024, not " + width);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("Cannot train so: " + otherwise);
        }
    }

    /** What suits the architecture. */
    public static TrainingSettings of(
            Architecture architecture, String featureSpecification, int frames, int epochs, long seed) {
        return new TrainingSettings(
                architecture,
                featureSpecification,
                frames,
                architecture.width(),
                epochs,
                32,
                architecture.fromPaper() ? Optimiser.RMSPROP : Optimiser.ADAM_ONE_CYCLE,
                architecture.learningRate(),
                switch (architecture) {
                    case LSTM -> 0.1;
                    case CNN1D, ENSEMBLE -> 0.3;
                    // There is nowhere to drop in a simple RNN of one layer.
                    case PAPER_RNN, PAPER_RNN_FRAMES -> 0;
                    default -> 0.25;
                },
                architecture.fromPaper() ? FeatureChanges.NONE : FeatureChanges.DEFAULT,
                WANTED_PRECISION,
                seed);
    }

    /** The same for another number of epochs. */
    public TrainingSettings with(int otherEpochs) {
        return new TrainingSettings(
                architecture,
                featureSpecification,
                frames,
                width,
                otherEpochs,
                batchSize,
                optimiser,
                learningRate,
                dropout,
                changes,
                wantedPrecision,
                seed);
    }

    /** The same for another share of sure predictions that shall be right. */
    public TrainingSettings wanting(double otherPrecision) {
        return new TrainingSettings(
                architecture,
                featureSpecification,
                frames,
                width,
                epochs,
                batchSize,
                optimiser,
                learningRate,
                dropout,
                changes,
                otherPrecision,
                seed);
    }

    /** The hyper-parameters by name, for lineage and manifest. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("epochs", Integer.toString(epochs));
        parameters.put("batch_size", Integer.toString(batchSize));
        parameters.put("optimiser", optimiser.name().toLowerCase(Locale.ROOT));
        parameters.put("learning_rate", Double.toString(learningRate));
        parameters.put("dropout", Double.toString(dropout));
        changes.addTo(parameters);
        parameters.put("wanted_precision", Double.toString(wantedPrecision));
        parameters.put("width", Integer.toString(width));
        parameters.put("label_smoothing", Double.toString(architecture.labelSmoothing()));
        parameters.put("prior_taken_out", Double.toString(architecture.priorTakenOut()));
        parameters.put("seed", Long.toString(seed));
        return parameters;
    }
}
