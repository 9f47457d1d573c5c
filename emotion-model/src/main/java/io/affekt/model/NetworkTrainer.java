package io.affekt.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Trains one network of a model on the thread that calls {@link #train}. Several may train beside each other. */
final class NetworkTrainer {

    /** Told after each epoch, on the training thread. */
    interface Listener {
        void epochDone(TrainedModel.Epoch epoch);
    }

    private final TrainingSet set;
    private final TrainingSet watched;
    private final TrainingSettings settings;
    private final InputView view;
    private final ModelShape shape;
    private final long seed;
    private final SplittableRandom random;

    /**
     * @param set what to learn
     * @param watched what to judge each epoch by; nothing follows from it
     * @param seed of this network
     */
    NetworkTrainer(TrainingSet set, TrainingSet watched, TrainingSettings settings, Architecture.Part part, long seed) {
        this.set = set;
        this.watched = watched;
        this.settings = settings;
        this.seed = seed;
        view = part.view().limitedTo(set.features(0, 0).coefficients());
        shape = new ModelShape(part.network(), view.values(), settings.frames(), settings.width());
        // Networks draws from the seed itself.
        random = new SplittableRandom(seed).split();
    }

    /**
     * Trains to the end, or to the next batch once it is to stop.
     *
     * @throws CancellationException when it was stopped
     */
    ModelPart train(AtomicBoolean stopped, Listener listener) {
        goOn(stopped);
        InputColumns columns = new InputColumns(shape, view.learned(), settings.featureSpecification());
        Standardisation standardisation = Standardisation.fit(set, columns);
        InputEncoder encoder = new InputEncoder(columns, standardisation);
        FeatureAugmentation augmentation = new FeatureAugmentation(
                settings.changes(), settings.featureSpecification(), columns.coefficients(), shape.frames());
        int batches = (set.windows() + settings.batchSize() - 1) / settings.batchSize();
        ComputationGraph network = Networks.forTraining(shape, settings, seed, batches * settings.epochs());
        try {
            int[] order = new int[set.windows()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                shuffle(order);
                double loss = 0;
                for (int from = 0; from < order.length; from += settings.batchSize()) {
                    goOn(stopped);
                    int size = Math.min(settings.batchSize(), order.length - from);
                    MultiDataSet batch = batch(order, from, size, encoder, augmentation);
                    network.fit(batch);
                    Networks.close(batch);
                    loss += (network.score() - penalty(network)) * size;
                }
                listener.epochDone(judge(network, encoder, loss / order.length));
            }
            Networks.addToOutput(
                    network,
                    PriorBias.takenOut(
                            set,
                            settings.architecture().labelSmoothing(),
                            settings.architecture().priorTakenOut()));
            float[] weights = network.params().dup('c').data().asFloat();
            return new ModelPart(shape, view, standardisation, weights);
        } finally {
            Networks.close(network);
        }
    }

    private static void goOn(AtomicBoolean stopped) {
        if (stopped.get()) {
            throw new CancellationException("The training was cancelled");
        }
    }

    private MultiDataSet batch(
            int[] order, int from, int size, InputEncoder encoder, FeatureAugmentation augmentation) {
        List<FeatureMatrix> matrices = new ArrayList<>(size);
        int emotions = Emotion.ALL.size();
        double smoothing = settings.architecture().labelSmoothing();
        float[] labels = new float[size * emotions];
        for (int i = 0; i < size; i++) {
            int window = order[from + i];
            int other = order[from + random.nextInt(size)];
            double share = augmentation.share(random);
            FeatureMatrix drawn = draw(window, augmentation);
            matrices.add(share == 1 ? drawn : FeatureAugmentation.mix(drawn, draw(other, augmentation), share));
            for (int e = 0; e < emotions; e++) {
                labels[i * emotions + e] = (float) (smoothing / emotions);
            }
            labels[i * emotions + set.emotion(window).ordinal()] += (1 - smoothing) * share;
            labels[i * emotions + set.emotion(other).ordinal()] += (1 - smoothing) * (1 - share);
        }
        InputEncoder.Inputs inputs = encoder.encode(matrices, augmentation.masks(random));
        INDArray[] targets = {Nd4j.create(labels, new long[] {size, emotions}, 'c')};
        return new MultiDataSet(inputs.arrays(), targets, inputs.masks(), null);
    }

    private FeatureMatrix draw(int window, FeatureAugmentation augmentation) {
        FeatureMatrix copy = set.features(window, random.nextInt(set.copies(window)));
        return augmentation.draw(copy, random);
    }

    private TrainedModel.Epoch judge(ComputationGraph network, InputEncoder encoder, double loss) {
        double crossEntropy = 0;
        int right = 0;
        int next = 0;
        for (float[] posterior : Posteriors.of(watched, batch -> Posteriors.of(network, encoder, batch))) {
            Emotion label = watched.emotion(next++);
            crossEntropy -= Math.log(Math.max(1e-12, posterior[label.ordinal()]));
            right += Posteriors.mostProbable(posterior) == label.ordinal() ? 1 : 0;
        }
        return new TrainedModel.Epoch(
                loss, next == 0 ? Double.NaN : crossEntropy / next, next == 0 ? Double.NaN : (double) right / next);
    }

    /** What weight decay adds to the score; the loss that people follow is that of the data. */
    private static double penalty(ComputationGraph network) {
        double penalty = 0;
        for (Layer layer : network.getLayers()) {
            penalty += layer.calcRegularizationScore(true);
        }
        return penalty;
    }

    private void shuffle(int[] order) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
