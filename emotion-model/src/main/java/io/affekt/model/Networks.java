package io.affekt.model;

import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.FixedSchedule;

/** Builds the networks. In DL4J the argument of {@code dropOut} is the probability to <em>keep</em> a value. */
final class Networks {

    private static final String INPUT = "features";
    private static final String MASK = "mask";
    private static final String OUTPUT = "emotion";
    private static final int CNN_WIDTH = 64;
    private static final double WEIGHT_DECAY = 0.01;

    private Networks() {}

    /** A network to be served: its weights are set afterwards. */
    static ComputationGraph forServing(ModelShape shape) {
        return build(shape, new Adam(new FixedSchedule(0)), 0);
    }

    /** A network to be trained for {@code iterations} batches. */
    static ComputationGraph forTraining(ModelShape shape, long seed, double learningRate, int iterations) {
        return build(
                shape,
                shape.architecture().input == Architecture.Input.POOLED
                        ? new RmsProp(learningRate)
                        : new Adam(new OneCycle(learningRate, iterations)),
                seed);
    }

    private static ComputationGraph build(ModelShape shape, IUpdater updater, long seed) {
        NeuralNetConfiguration.Builder base = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .optimizationAlgo(OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT)
                .updater(updater)
                .cacheMode(CacheMode.NONE)
                .weightInit(WeightInit.RELU);
        if (shape.architecture().input == Architecture.Input.FRAMES) {
            base.weightDecay(WEIGHT_DECAY);
        }
        GraphBuilder graph = base.graphBuilder();
        switch (shape.architecture()) {
            case PAPER_CNN1D -> paperCnn(graph, shape);
            case PAPER_RNN -> paperRnn(graph, shape);
            case CNN1D -> cnn(graph, shape);
            case LSTM -> lstm(graph, shape);
        }
        ComputationGraph network = new ComputationGraph(graph.setOutputs(OUTPUT).build());
        network.init();
        return network;
    }

    private static OutputLayer output(int inputs) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(inputs)
                .nOut(Emotion.ALL.size())
                .activation(Activation.SOFTMAX)
                .weightInit(WeightInit.XAVIER)
                .build();
    }

    private static void paperCnn(GraphBuilder graph, ModelShape shape) {
        graph.addInputs(INPUT)
                .setInputTypes(InputType.recurrent(3, shape.coefficients()))
                .addLayer("conv1", paperConvolution(20), INPUT)
                .addLayer(
                        "pool1",
                        new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX, 3, 3).build(),
                        "conv1")
                .addLayer("dropout", new DropoutLayer.Builder(0.75).build(), "pool1")
                .addLayer("conv2", paperConvolution(10), "dropout")
                .addLayer(
                        "pool2",
                        new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX, 3, 3).build(),
                        "conv2")
                .addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), "pool2")
                .addLayer(OUTPUT, output(10), "average");
    }

    private static Convolution1DLayer paperConvolution(int filters) {
        return new Convolution1DLayer.Builder(3)
                .nOut(filters)
                .convolutionMode(ConvolutionMode.Truncate)
                .activation(Activation.RELU)
                .build();
    }

    private static void paperRnn(GraphBuilder graph, ModelShape shape) {
        graph.addInputs(INPUT)
                .setInputTypes(InputType.recurrent(3, shape.coefficients()))
                .addLayer(
                        "rnn",
                        new SimpleRnn.Builder()
                                .nOut(16)
                                .activation(Activation.TANH)
                                .weightInit(WeightInit.XAVIER)
                                .build(),
                        INPUT)
                .addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), "rnn")
                .addLayer(OUTPUT, output(16), "average");
    }

    private static void cnn(GraphBuilder graph, ModelShape shape) {
        graph.addInputs(INPUT, MASK)
                .setInputTypes(
                        InputType.feedForward((long) shape.frames() * shape.coefficients()),
                        InputType.feedForward(shape.pooledFrames()));
        int frames = shape.frames();
        String last = block(graph, INPUT, 1, frames, shape.coefficients(), 5, CNN_WIDTH, true);
        last = block(graph, last, 2, frames / 2, CNN_WIDTH, 5, CNN_WIDTH, true);
        last = block(graph, last, 3, frames / 4, CNN_WIDTH, 5, 2 * CNN_WIDTH, true);
        last = block(graph, last, 4, frames / 8, 2 * CNN_WIDTH, 3, 2 * CNN_WIDTH, false);
        MaskedPooling pooling = new MaskedPooling(shape.pooledFrames(), 2 * CNN_WIDTH);
        graph.addVertex("statistics", pooling, last, MASK)
                .addLayer("dropout", new DropoutLayer.Builder(0.6).build(), "statistics")
                .addLayer(OUTPUT, output(pooling.outputs()), "dropout");
    }

    /** Convolution over time, batch normalisation, relu, pool of 2, dropout. */
    private static String block(
            GraphBuilder graph,
            String input,
            int number,
            int frames,
            int channels,
            int kernel,
            int filters,
            boolean pool) {
        graph.addVertex("around" + number, new Neighbourhood(frames, channels, kernel), input);
        graph.addLayer(
                "conv" + number,
                new DenseLayer.Builder()
                        .nIn(kernel * channels)
                        .nOut(filters)
                        .activation(Activation.IDENTITY)
                        .hasBias(false)
                        .build(),
                "around" + number);
        graph.addLayer("norm" + number, new BatchNormalization.Builder().build(), "conv" + number);
        graph.addLayer("relu" + number, new ActivationLayer(Activation.RELU), "norm" + number);
        String last = "relu" + number;
        if (pool) {
            graph.addVertex("pool" + number, new PairMaximum(frames, filters), last);
            last = "pool" + number;
        }
        graph.addLayer("dropout" + number, new DropoutLayer.Builder(0.9).build(), last);
        return "dropout" + number;
    }

    private static void lstm(GraphBuilder graph, ModelShape shape) {
        graph.addInputs(INPUT)
                .setInputTypes(InputType.recurrent(shape.coefficients(), shape.frames()))
                .addLayer(
                        "lstm",
                        new LSTM.Builder()
                                .nOut(64)
                                .dropOut(0.9)
                                .activation(Activation.TANH)
                                .weightInit(WeightInit.XAVIER)
                                .build(),
                        INPUT)
                .addLayer("average", new GlobalPoolingLayer(PoolingType.AVG), "lstm")
                .addLayer(OUTPUT, output(64), "average");
    }
}
