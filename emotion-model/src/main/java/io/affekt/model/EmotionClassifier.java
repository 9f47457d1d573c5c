package io.affekt.model;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Serves a model. It owns a private replica of the network, which is not thread-safe: one classifier for each worker.
 * Posteriors of a window differ by up to 1e-7 between batches of different sizes.
 */
public final class EmotionClassifier implements AutoCloseable {

    private final String featureSpecification;
    private final int coefficients;
    private final int frames;
    private final InputEncoder encoder;
    private final ComputationGraph network;

    /** @throws IllegalArgumentException when the weights do not fit the architecture */
    public EmotionClassifier(ModelArchive archive) {
        featureSpecification = archive.featureSpecification();
        coefficients = archive.shape().coefficients();
        frames = archive.shape().frames();
        encoder = new InputEncoder(archive.shape(), archive.standardisation());
        network = Networks.forServing(archive.shape());
        if (network.numParams() != archive.weights().length) {
            int weights = archive.weights().length;
            long needed = network.numParams();
            network.close();
            throw new IllegalArgumentException("The archive has " + weights + " weights, the network "
                    + archive.architecture().label() + " needs " + needed);
        }
        network.setParams(Nd4j.create(archive.weights(), new long[] {1, archive.weights().length}, 'c'));
    }

    /** The specification of the matrices that the model reads. */
    public String featureSpecification() {
        return featureSpecification;
    }

    /** How many coefficients a matrix must have at least. */
    public int coefficients() {
        return coefficients;
    }

    /**
     * Classifies a batch.
     *
     * @return {@code [window][emotion]}, the posteriors in the order of {@link Emotion}
     * @throws IllegalArgumentException when a matrix has fewer coefficients than the network reads
     */
    public float[][] classify(List<FeatureMatrix> batch) {
        if (batch.isEmpty()) {
            return new float[0][];
        }
        try (InputEncoder.Inputs inputs = encoder.encode(batch, new float[batch.size()]);
                INDArray output = network.output(false, inputs.arrays(), inputs.masks())[0]) {
            return output.toFloatMatrix();
        }
    }

    /**
     * Runs the network once, so that the first real batch does not pay for it, and checks that it answers with numbers.
     *
     * @throws IllegalArgumentException when it does not
     */
    public void warmUp() {
        float[] posterior =
                classify(List.of(new FeatureMatrix(new float[frames * coefficients], frames, coefficients)))[0];
        float sum = 0;
        for (float p : posterior) {
            sum += p;
        }
        if (!(Math.abs(sum - 1) < 1e-3)) {
            throw new IllegalArgumentException("The model's probabilities add up to " + sum);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
