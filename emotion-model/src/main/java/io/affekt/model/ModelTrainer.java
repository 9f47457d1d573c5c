package io.affekt.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a network. The same set, settings, machine type and one thread ({@code OMP_NUM_THREADS=1}) give the same
 * archive. DL4J draws dropout from one generator for the whole process, so that two trainings at once would disturb each
 * other: one at a time.
 */
public final class ModelTrainer {

    /** Told after each epoch, on the training thread. */
    public interface Progress {
        /**
         * @param epoch number of epochs done, from 1
         * @param epochs how many there will be
         * @param loss mean training loss of the epoch
         */
        void epochDone(int epoch, int epochs, double loss);
    }

    /** A change of level of up to this many dB, either way, is drawn for each example. */
    private static final double GAIN_DB = 6;

    private ModelTrainer() {}

    /**
     * @throws IllegalArgumentException when the set is empty or does not fit the settings
     * @throws CancellationException when the thread is interrupted
     */
    public static synchronized ModelArchive train(TrainingSet set, TrainingSettings settings, Progress progress) {
        if (set.windows() == 0) {
            throw new IllegalArgumentException("There is not a single window to train on");
        }
        Architecture architecture = settings.architecture();
        int coefficients =
                Math.min(architecture.coefficients(), set.features(0, 0).coefficients());
        ModelShape shape = new ModelShape(architecture, coefficients, settings.frames());
        Standardisation standardisation = Standardisation.fit(set, shape);
        InputEncoder encoder = new InputEncoder(shape, standardisation);
        int batches = (set.windows() + settings.batchSize() - 1) / settings.batchSize();
        Nd4j.getRandom().setSeed(settings.seed());
        ComputationGraph network =
                Networks.forTraining(shape, settings.seed(), settings.learningRate(), batches * settings.epochs());
        try {
            SplittableRandom random = new SplittableRandom(settings.seed());
            double gainPerDb = GAIN_DB * FeatureScale.firstCoefficientPerDb(settings.featureSpecification());
            int[] order = new int[set.windows()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
                shuffle(order, random);
                double loss = 0;
                for (int from = 0; from < order.length; from += settings.batchSize()) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancellationException("The training was cancelled");
                    }
                    int size = Math.min(settings.batchSize(), order.length - from);
                    network.fit(batch(set, order, from, size, encoder, architecture, random, gainPerDb));
                    loss += (network.score() - penalty(network)) * size;
                }
                progress.epochDone(epoch, settings.epochs(), loss / order.length);
            }
            return ModelArchive.of(
                    shape, settings.featureSpecification(), standardisation, settings.parameters(), network.params());
        } finally {
            network.close();
        }
    }

    private static MultiDataSet batch(
            TrainingSet set,
            int[] order,
            int from,
            int size,
            InputEncoder encoder,
            Architecture architecture,
            SplittableRandom random,
            double gainPerDb) {
        List<FeatureMatrix> matrices = new ArrayList<>(size);
        float[] gain = new float[size];
        int emotions = Emotion.ALL.size();
        float smoothing = (float) architecture.labelSmoothing();
        float[] labels = new float[size * emotions];
        for (int i = 0; i < size; i++) {
            int window = order[from + i];
            matrices.add(set.features(window, random.nextInt(set.copies(window))));
            gain[i] = (float) (gainPerDb * (2 * random.nextDouble() - 1));
            for (int e = 0; e < emotions; e++) {
                labels[i * emotions + e] = smoothing / emotions;
            }
            labels[i * emotions + set.emotion(window).ordinal()] += 1 - smoothing;
        }
        InputEncoder.Inputs inputs = encoder.encode(matrices, gain);
        INDArray[] targets = {Nd4j.create(labels, new long[] {size, emotions}, 'c')};
        return new MultiDataSet(inputs.arrays(), targets, inputs.masks(), null);
    }

    /** What weight decay adds to the score; the loss that people follow is that of the data. */
    private static double penalty(ComputationGraph network) {
        double penalty = 0;
        for (Layer layer : network.getLayers()) {
            penalty += layer.calcRegularizationScore(true);
        }
        return penalty;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
