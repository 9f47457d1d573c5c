package io.affekt.model;

import io.affekt.model.network.ConvolutionBlock;
import io.affekt.model.network.ConvolutionBlockLayer;
import io.affekt.model.network.Frames;
import io.affekt.model.network.OneCycle;
import io.affekt.model.network.SeededDropout;
import io.affekt.model.network.StatisticsPooling;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Builds the networks. */
final class Networks {

    private static final String INPUT = "features";
    private static final String OUTPUT = "emotion";
    private static final double WEIGHT_DECAY = 0.01;
    /** Between the blocks of the CNN-1D; the settings' dropout is that before the output. */
    private static final double BLOCK_DROPOUT = 0.1;

    private final ModelShape shape;
    private final double dropout;
    private final long seed;
    private final SplittableRandom dropouts;

    /** @param seed of weights and dropout; every layer's dropout has a stream of its own */
    private Networks(ModelShape shape, double dropout, long seed) {
        this.shape = shape;
        this.dropout = dropout;
        this.seed = seed;
        dropouts = new SplittableRandom(seed);
    }

    /** A network to be served: its weights are set afterwards. */
    static ComputationGraph forServing(ModelShape shape) {
        return new Networks(shape, 0, 0).build(new NoOp());
    }

    /** A network to be trained for {@code iterations} batches. */
    static ComputationGraph forTraining(ModelShape shape, TrainingSettings settings, long seed, int iterations) {
        IUpdater updater =
                switch (settings.optimiser()) {
                    case RMSPROP -> new RmsProp(settings.learningRate());
                    case ADAM -> new Adam(settings.learningRate());
                    case ADAM_ONE_CYCLE -> new Adam(new OneCycle(settings.learningRate(), iterations));
                };
        return new Networks(shape, settings.dropout(), seed).build(updater);
    }

    /** The first weights are drawn from ND4J's generator, which is seeded here: one network at a time, whoever shares it. */
    private ComputationGraph build(IUpdater updater) {
        synchronized (Networks.class) {
            Nd4j.getRandom().setSeed(seed);
            NeuralNetConfiguration.Builder base = new NeuralNetConfiguration.Builder()
                    .seed(seed)
                    .optimizationAlgo(OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT)
                    .updater(updater)
                    .cacheMode(CacheMode.NONE)
                    .weightInit(WeightInit.UNIFORM);
            if (!shape.network().fromPaper()) {
                base.weightDecay(WEIGHT_DECAY);
            }
            GraphBuilder graph = base.graphBuilder();
            switch (shape.network()) {
                case PAPER_CNN1D, PAPER_CNN1D_FLAT, PAPER_CNN1D_FRAMES -> paperCnn(graph);
                case PAPER_RNN, PAPER_RNN_FRAMES -> paperRnn(graph);
                case CNN1D -> cnn(graph);
                case LSTM -> lstm(graph);
                case ENSEMBLE -> throw new IllegalArgumentException("An ensemble is several networks");
            }
            ComputationGraph network =
                    new ComputationGraph(graph.setOutputs(OUTPUT).build());
            network.init();
            return network;
        }
    }

    /** Adds to the logits of a network. */
    static void addToOutput(ComputationGraph network, float[] logits) {
        network.getLayer(OUTPUT).getParam(DefaultParamInitializer.BIAS_KEY).addi(Nd4j.create(logits));
    }

    /** Gives the memory outside the heap back of a network that was trained, and what its thread worked in. */
    static void close(ComputationGraph network) {
        releaseBlocks(network);
        network.close();
    }

    /**
     * Gives the memory outside the heap back of a network that was served. DL4J's own {@code close} destroys the workspaces of
     * the thread, too, which the next network works in, and collects garbage twice: every thread would stand still.
     */
    static void closeServed(ComputationGraph network) {
        releaseBlocks(network);
        network.params().close();
    }

    private static void releaseBlocks(ComputationGraph network) {
        for (Layer layer : network.getLayers()) {
            if (layer instanceof ConvolutionBlockLayer block) {
                block.release();
            }
        }
    }

    /** Gives a batch's memory back, without waiting for the collector. */
    static void close(MultiDataSet batch) {
        for (INDArray array : batch.getFeatures()) {
            array.close();
        }
        for (INDArray array : batch.getLabels()) {
            array.close();
        }
        if (batch.getFeaturesMaskArrays() != null) {
            for (INDArray array : batch.getFeaturesMaskArrays()) {
                array.close();
            }
        }
    }

    private static OutputLayer output(int inputs) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(inputs)
                .nOut(Emotion.ALL.size())
                .activation(Activation.SOFTMAX)
                .build();
    }

    /** What the paper's networks and the LSTM read: channels over statistics' coefficients, or over frames. */
    private InputType sequence() {
        return shape.network().input == Architecture.Input.STATISTICS
                ? InputType.recurrent(3, shape.values())
                : InputType.recurrent(shape.values(), shape.frames());
    }

    private void paperCnn(GraphBuilder graph) {
        int second = Math.max(1, shape.width() / 2);
        graph.addInputs(INPUT)
                .setInputTypes(sequence())
                .addLayer("conv1", paperConvolution(shape.width()), INPUT)
                .addLayer(
                        "pool1",
                        new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX, 3, 3).build(),
                        "conv1")
                .addLayer(
                        "dropout",
                        new DropoutLayer.Builder(new SeededDropout(dropout, dropouts.nextLong())).build(),
                        "pool1")
                .addLayer("conv2", paperConvolution(second), "dropout")
                .addLayer(
                        "pool2",
                        new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX, 3, 3).build(),
                        "conv2");
        if (shape.network() == Architecture.PAPER_CNN1D_FLAT) {
            int left = ((shape.values() - 2) / 3 - 2) / 3;
            graph.addVertex("flat", new ReshapeVertex('c', new int[] {-1, second * left}, null), "pool2")
                    .addLayer(OUTPUT, output(second * left), "flat");
        } else {
            graph.addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), "pool2")
                    .addLayer(OUTPUT, output(second), "average");
        }
    }

    private static Convolution1DLayer paperConvolution(int filters) {
        return new Convolution1DLayer.Builder(3)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.RELU)
                .build();
    }

    private void paperRnn(GraphBuilder graph) {
        graph.addInputs(INPUT)
                .setInputTypes(sequence())
                .addLayer(
                        "rnn",
                        new SimpleRnn.Builder()
                                .nOut(shape.width())
                                .activation(Activation.TANH)
                                .weightInit(WeightInit.XAVIER)
                                .build(),
                        INPUT)
                .addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), "rnn")
                .addLayer(OUTPUT, output(shape.width()), "average");
    }

    private void cnn(GraphBuilder graph) {
        int width = shape.width();
        Frames frames = new Frames(shape.frames(), shape.values());
        graph.addInputs(INPUT).setInputTypes(InputType.feedForward(frames.row()));
        frames = block(graph, INPUT, 1, frames, 5, width, true);
        frames = block(graph, "block1", 2, frames, 5, width, true);
        frames = block(graph, "block2", 3, frames, 5, 2 * width, true);
        frames = block(graph, "block3", 4, frames, 3, 2 * width, false);
        StatisticsPooling pooling = new StatisticsPooling(frames, dropout, dropouts.nextLong());
        graph.addVertex("statistics", pooling, "block4").addLayer(OUTPUT, output(pooling.outputs()), "statistics");
    }

    private Frames block(
            GraphBuilder graph, String input, int number, Frames frames, int kernel, int filters, boolean pool) {
        ConvolutionBlock block = new ConvolutionBlock(
                frames, kernel, filters, pool, Math.min(dropout, BLOCK_DROPOUT), dropouts.nextLong(), number == 1);
        graph.addLayer("block" + number, block, input);
        return block.output();
    }

    private void lstm(GraphBuilder graph) {
        graph.addInputs(INPUT)
                .setInputTypes(sequence())
                .addLayer(
                        "lstm",
                        new LSTM.Builder()
                                .nOut(shape.width())
                                .dropOut(new SeededDropout(dropout, dropouts.nextLong()))
                                .activation(Activation.TANH)
                                .weightInit(WeightInit.XAVIER)
                                .build(),
                        INPUT)
                .addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), "lstm")
                .addLayer(OUTPUT, output(shape.width()), "average");
    }
}
