package io.affekt.model;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Serves a model: the mean of its networks' posteriors, calibrated. It owns private replicas of the networks, which are not
 * thread-safe: one classifier for each worker. Posteriors of a window differ by up to 1e-6 between batches of different
 * sizes.
 */
public final class EmotionClassifier implements AutoCloseable {

    /** Windows that go through the networks together: of more, what lies between layers does not stay in the cache. */
    private static final int CACHED = 32;

    private record Member(InputEncoder encoder, ComputationGraph network) {}

    private final String featureSpecification;
    private final Calibration calibration;
    private final int coefficients;
    private final int frames;
    private final List<Member> members = new ArrayList<>();

    /** @throws IllegalArgumentException when the weights do not fit the architecture */
    public EmotionClassifier(ModelArchive archive) {
        featureSpecification = archive.featureSpecification();
        calibration = archive.calibration();
        coefficients = archive.parts().stream()
                .mapToInt(part -> part.view().reads())
                .max()
                .orElseThrow();
        frames = archive.parts().get(0).shape().frames();
        try {
            archive.parts().forEach(part -> members.add(new Member(part.encoder(featureSpecification), network(part))));
        } catch (RuntimeException | OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    private static ComputationGraph network(ModelPart part) {
        ComputationGraph network = Networks.forServing(part.shape());
        int weights = part.weights().length;
        if (network.numParams() != weights) {
            long needed = network.numParams();
            Networks.closeServed(network);
            throw new IllegalArgumentException("The archive has " + weights + " weights, the network "
                    + part.shape().network().label() + " needs " + needed);
        }
        network.setParams(Nd4j.create(part.weights(), new long[] {1, weights}, 'c'));
        return network;
    }

    /** The specification of the matrices that the model reads. */
    public String featureSpecification() {
        return featureSpecification;
    }

    /** How many coefficients a matrix must have at least. */
    public int coefficients() {
        return coefficients;
    }

    /** Below this probability the model is not sure of what it says. */
    public double minConfidence() {
        return calibration.minConfidence();
    }

    /**
     * Classifies a batch.
     *
     * @return {@code [window][emotion]}, the posteriors in the order of {@link Emotion}
     * @throws IllegalArgumentException when a matrix has fewer coefficients than the networks read
     */
    public float[][] classify(List<FeatureMatrix> batch) {
        float[][] posteriors = new float[batch.size()][];
        for (int from = 0; from < posteriors.length; from += CACHED) {
            List<FeatureMatrix> part = batch.subList(from, Math.min(from + CACHED, posteriors.length));
            List<float[][]> answers = members.stream()
                    .map(member -> Posteriors.of(member.network, member.encoder, part))
                    .toList();
            for (int w = 0; w < part.size(); w++) {
                int window = w;
                posteriors[from + w] = calibration.apply(Posteriors.geometricMean(
                        answers.stream().map(answer -> answer[window]).toList()));
            }
        }
        return posteriors;
    }

    /** Classifies the originals of a set. */
    public List<float[]> classify(TrainingSet set) {
        return Posteriors.of(set, this::classify);
    }

    /**
     * Runs the networks once, so that the first real batch does not pay for it, and checks that they answer with numbers.
     *
     * @throws IllegalArgumentException when they do not
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
        members.forEach(member -> Networks.closeServed(member.network));
    }
}
