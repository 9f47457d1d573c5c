package io.affekt.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * How to train.
 *
 * @param architecture the network
 * @param featureSpecification the specification of the matrices in the training set
 * @param frames how many frames a full window has
 * @param epochs passes over the windows; each pass draws one copy of every window
 * @param batchSize windows in a batch
 * @param learningRate the rate, or its peak where the rate has a schedule
 * @param seed seed of weights, order, copies and dropout
 */
public record TrainingSettings(
        Architecture architecture,
        String featureSpecification,
        int frames,
        int epochs,
        int batchSize,
        double learningRate,
        long seed) {

    public TrainingSettings {
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("Epochs must be from 1 to 10000, not " + epochs);
        }
        if (batchSize < 1 || batchSize > 4096) {
            throw new IllegalArgumentException("The batch size must be from 1 to 4096, not " + batchSize);
        }
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new IllegalArgumentException("The learning rate must be between 0 and 1, not " + learningRate);
        }
    }

    /** What suits the architecture. */
    public static TrainingSettings of(
            Architecture architecture, String featureSpecification, int frames, int epochs, long seed) {
        return new TrainingSettings(
                architecture, featureSpecification, frames, epochs, 32, architecture.learningRate(), seed);
    }

    /** The hyper-parameters by name, for lineage and manifest. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("epochs", Integer.toString(epochs));
        parameters.put("batch_size", Integer.toString(batchSize));
        parameters.put("learning_rate", Double.toString(learningRate));
        parameters.put("label_smoothing", Double.toString(architecture.labelSmoothing()));
        parameters.put("seed", Long.toString(seed));
        return parameters;
    }
}
