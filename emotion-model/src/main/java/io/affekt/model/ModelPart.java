package io.affekt.model;

/**
 * One trained network of a model.
 *
 * @param shape what its weights are laid out for
 * @param view what it reads of a window
 * @param standardisation how its input is scaled
 * @param weights its weights, in the order of the network's parameters
 */
record ModelPart(ModelShape shape, InputView view, Standardisation standardisation, float[] weights) {

    /** @param featureSpecification what the matrices are */
    InputEncoder encoder(String featureSpecification) {
        return new InputEncoder(new InputColumns(shape, view, featureSpecification), standardisation);
    }
}
