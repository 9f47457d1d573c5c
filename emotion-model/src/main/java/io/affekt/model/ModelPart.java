package io.affekt.model;

/**
 * One trained network of a model.
 *
 * @param shape what its weights are laid out for
 * @param withoutMean whether each coefficient's mean over the window is subtracted first
 * @param standardisation how its input is scaled
 * @param weights its weights, in the order of the network's parameters
 */
record ModelPart(ModelShape shape, boolean withoutMean, Standardisation standardisation, float[] weights) {

    InputEncoder encoder() {
        return new InputEncoder(shape, withoutMean, standardisation);
    }
}
