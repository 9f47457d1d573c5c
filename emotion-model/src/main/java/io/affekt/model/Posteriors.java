package io.affekt.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Probabilities of the emotions, in the order of {@link Emotion}. */
public final class Posteriors {

    private static final int BATCH = 128;
    private static final double SMALLEST = 1e-12;

    private Posteriors() {}

    /** Posteriors of the original of each window, by batches. */
    static List<float[]> of(TrainingSet set, Function<List<FeatureMatrix>, float[][]> classifier) {
        List<float[]> posteriors = new ArrayList<>(set.windows());
        for (int from = 0; from < set.windows(); from += BATCH) {
            List<FeatureMatrix> batch = new ArrayList<>();
            for (int w = from; w < Math.min(set.windows(), from + BATCH); w++) {
                batch.add(set.features(w, 0));
            }
            posteriors.addAll(Arrays.asList(classifier.apply(batch)));
        }
        return posteriors;
    }

    /** A network's posteriors for a batch: {@code [window][emotion]}. */
    static float[][] of(ComputationGraph network, InputEncoder encoder, List<FeatureMatrix> batch) {
        try (InputEncoder.Inputs inputs = encoder.encode(batch);
                INDArray output = network.output(false, inputs.arrays(), inputs.masks())[0]) {
            return output.toFloatMatrix();
        }
    }

    /** Index of the largest. */
    public static int mostProbable(float[] posterior) {
        int best = 0;
        for (int i = 1; i < posterior.length; i++) {
            if (posterior[i] > posterior[best]) {
                best = i;
            }
        }
        return best;
    }

    /**
     * What the networks of a model say together of a window: the mean of the logarithms, made to add up to 1 again. Who rules an
     * emotion out counts for more than in the plain mean (Hinton 2002, products of experts).
     */
    public static float[] geometricMean(List<float[]> posteriors) {
        double[] equal = new double[posteriors.size()];
        Arrays.fill(equal, 1);
        return geometricMean(posteriors, equal);
    }

    /** The same with a positive weight for each, which are in proportion: what the windows of a clip say together. */
    public static float[] geometricMean(List<float[]> posteriors, double[] weights) {
        if (posteriors.size() == 1) {
            return posteriors.get(0);
        }
        double[] products = new double[Emotion.ALL.size()];
        double all = Arrays.stream(weights).sum();
        double sum = 0;
        for (int i = 0; i < products.length; i++) {
            double logarithms = 0;
            for (int n = 0; n < weights.length; n++) {
                logarithms +=
                        weights[n] * Math.log(Math.max(SMALLEST, posteriors.get(n)[i]));
            }
            products[i] = Math.exp(logarithms / all);
            sum += products[i];
        }
        float[] mean = new float[products.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (products[i] / sum);
        }
        return mean;
    }

    /** Made surer (temperature under 1) or less sure (over 1) without changing their order (Guo et al. 2017). */
    static float[] tempered(float[] posterior, double temperature) {
        double[] powers = new double[posterior.length];
        double sum = 0;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.pow(Math.max(SMALLEST, posterior[i]), 1 / temperature);
            sum += powers[i];
        }
        float[] tempered = new float[powers.length];
        for (int i = 0; i < powers.length; i++) {
            tempered[i] = (float) (powers[i] / sum);
        }
        return tempered;
    }
}
