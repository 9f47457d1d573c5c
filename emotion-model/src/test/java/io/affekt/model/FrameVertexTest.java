package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FrameVertexTest {

    private static final int FRAMES = 8;

    /** Every frame vertex in one small network. */
    private static ComputationGraph network() {
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new NoOp())
                .graphBuilder()
                .addInputs("x", "mask")
                .setInputTypes(InputType.feedForward(2 * FRAMES), InputType.feedForward(FRAMES / 2))
                .addVertex("around", new Neighbourhood(FRAMES, 2, 3), "x")
                .addLayer(
                        "conv",
                        new DenseLayer.Builder()
                                .nIn(6)
                                .nOut(3)
                                .activation(Activation.TANH)
                                .build(),
                        "around")
                .addVertex("around2", new Neighbourhood(FRAMES, 3, 3), "conv")
                .addLayer(
                        "conv2",
                        new DenseLayer.Builder()
                                .nIn(9)
                                .nOut(3)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "around2")
                .addVertex("pairs", new PairMaximum(FRAMES, 3), "conv2")
                .addVertex("pool", new MaskedPooling(FRAMES / 2, 3), "pairs", "mask")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(9)
                                .nOut(4)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "pool")
                .setOutputs("out")
                .build());
        network.init();
        return network;
    }

    /** Two examples, the second with sound in its first half only. */
    private static MultiDataSet data(float behindTheMask) {
        SplittableRandom random = new SplittableRandom(5);
        INDArray x = Nd4j.create(2, 2 * FRAMES);
        for (int i = 0; i < x.length(); i++) {
            x.putScalar(i, (float) random.nextGaussian());
        }
        INDArray mask = Nd4j.ones(2, FRAMES / 2);
        for (int f = FRAMES / 2; f < FRAMES; f++) {
            mask.putScalar(1, f / 2, 0);
            // The frames just behind the mask are seen by the convolutions beside it.
            float value = f < FRAMES / 2 + 2 ? 0 : behindTheMask;
            x.putScalar(1, 2 * f, value);
            x.putScalar(1, 2 * f + 1, value);
        }
        INDArray labels = Nd4j.zeros(2, 4);
        labels.putScalar(0, 1, 1);
        labels.putScalar(1, 3, 1);
        return new MultiDataSet(new INDArray[] {x, mask}, new INDArray[] {labels});
    }

    @Test
    void shouldNotSeeWhatIsMasked() {
        ComputationGraph network = network();

        INDArray quiet = network.outputSingle(data(0).getFeatures());
        INDArray loud = network.outputSingle(data(100).getFeatures());

        assertThat(loud.toFloatMatrix()).isDeepEqualTo(quiet.toFloatMatrix());
    }

    @Test
    void shouldGiveTheGradientThatFiniteDifferencesGive() {
        ComputationGraph network = network();
        MultiDataSet data = data(50);
        network.setInputs(data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        float[] gradient = network.gradient().gradient().dup().data().asFloat();

        float step = 1e-2f;
        for (int i = 0; i < network.numParams(); i++) {
            float original = network.params().getFloat(i);
            network.params().putScalar(i, original + step);
            double above = network.score(data);
            network.params().putScalar(i, original - step);
            double below = network.score(data);
            network.params().putScalar(i, original);
            assertThat((double) gradient[i] / 2)
                    .as("parameter " + i + " (the gradient sums over two examples, the score is their mean)")
                    .isCloseTo((above - below) / (2 * step), within(2e-3));
        }
    }
}
