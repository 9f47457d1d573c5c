package io.affekt.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ConvolutionBlockTest {

    private static final Frames FRAMES = new Frames(9, 2);
    private static final int[] VALID = {9, 4, 5};

    /** Two blocks and the pooling in one small network. */
    private static ComputationGraph network(double dropout) {
        ConvolutionBlock first = new ConvolutionBlock(FRAMES, 3, 4, true, dropout, 1, true);
        ConvolutionBlock second = new ConvolutionBlock(first.output(), 3, 3, false, dropout, 2, false);
        StatisticsPooling pooling = new StatisticsPooling(second.output(), dropout, 3);
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new NoOp())
                .weightInit(WeightInit.RELU)
                .graphBuilder()
                .addInputs("x")
                .setInputTypes(InputType.feedForward(FRAMES.row()))
                .addLayer("first", first, "x")
                .addLayer("second", second, "first")
                .addVertex("pool", pooling, "second")
                .addLayer(
                        "out",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(pooling.outputs())
                                .nOut(4)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "pool")
                .setOutputs("out")
                .build());
        network.init();
        return network;
    }

    private static float[] rows(float behind) {
        SplittableRandom random = new SplittableRandom(5);
        float[] rows = new float[VALID.length * FRAMES.row()];
        for (int n = 0; n < VALID.length; n++) {
            for (int i = 0; i < FRAMES.row() - 1; i++) {
                float value = (float) random.nextGaussian();
                rows[n * FRAMES.row() + i] = i < VALID[n] * FRAMES.channels() ? value : behind;
            }
            FRAMES.setValid(rows, n, VALID[n]);
        }
        return rows;
    }

    private static MultiDataSet data() {
        INDArray labels = Nd4j.zeros(VALID.length, 4);
        labels.putScalar(0, 1, 1);
        labels.putScalar(1, 3, 1);
        labels.putScalar(2, 0, 1);
        INDArray x = Nd4j.create(rows(0), new long[] {VALID.length, FRAMES.row()}, 'c');
        return new MultiDataSet(new INDArray[] {x}, new INDArray[] {labels});
    }

    @Test
    void shouldGiveWhatItsDefinitionGives() {
        ComputationGraph network = network(0.5);
        randomise(network);
        float[] rows = rows(0);

        INDArray out = network.feedForward(data().getFeatures(), false).get("first");

        float[] expected = reference(
                rows,
                network.getParam("first_W").toFloatMatrix(),
                network.getParam("first_gamma").toFloatVector(),
                network.getParam("first_beta").toFloatVector(),
                network.getParam("first_mean").toFloatVector(),
                network.getParam("first_var").toFloatVector());
        assertThat(OffHeap.read(out)).containsExactly(expected, within(1e-5f));
    }

    /** Convolution, normalisation, ReLU and the larger of two, one value after the other. */
    private static float[] reference(
            float[] rows, float[][] weights, float[] gamma, float[] beta, float[] mean, float[] variance) {
        Frames out = new Frames(4, 4);
        float[] expected = new float[VALID.length * out.row()];
        for (int n = 0; n < VALID.length; n++) {
            for (int f = 0; f < out.frames(); f++) {
                for (int filter = 0; filter < out.channels(); filter++) {
                    float largest = 0;
                    for (int frame = 2 * f; frame < Math.min(2 * f + 2, VALID[n]); frame++) {
                        double sum = 0;
                        for (int k = 0; k < 3; k++) {
                            int neighbour = frame + k - 1;
                            for (int c = 0; c < 2 && neighbour >= 0 && neighbour < 9; c++) {
                                sum += rows[n * FRAMES.row() + neighbour * 2 + c] * weights[k * 2 + c][filter];
                            }
                        }
                        double normal = (sum - mean[filter]) / Math.sqrt(variance[filter] + 1e-5);
                        largest = (float) Math.max(largest, normal * gamma[filter] + beta[filter]);
                    }
                    expected[n * out.row() + f * out.channels() + filter] = largest;
                }
            }
            out.setValid(expected, n, Math.min(4, (VALID[n] + 1) / 2));
        }
        return expected;
    }

    private static void randomise(ComputationGraph network) {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < network.numParams(); i++) {
            network.params().putScalar(i, (float) (0.2 + random.nextDouble()));
        }
    }

    @Test
    void shouldGiveTheGradientThatFiniteDifferencesGive() {
        ComputationGraph network = network(0);
        MultiDataSet data = data();
        network.setInputs(data.getFeatures());
        network.setLabels(data.getLabels());
        network.computeGradientAndScore();
        float[] gradient = network.gradient().gradient().dup().data().asFloat();

        float step = 2e-3f;
        int checked = 0;
        for (int i = 0; i < network.numParams(); i++) {
            float original = network.params().getFloat(i);
            network.params().putScalar(i, original + step);
            double above = network.score(data, true);
            network.params().putScalar(i, original - step);
            double below = network.score(data, true);
            network.params().putScalar(i, original);
            assertThat((double) gradient[i] / VALID.length)
                    .as("parameter " + i + " (the gradient sums over the examples, the score is their mean)")
                    .isCloseTo((above - below) / (2 * step), within(2e-3));
            checked += gradient[i] != 0 ? 1 : 0;
        }
        assertThat(checked).as("parameters with a gradient").isGreaterThan(50);
    }

    @Test
    void shouldMultiplyASmallerBatchAsOneThatHasSeenNoOther() {
        FrameProduct used = new FrameProduct(FRAMES, 3, 4);
        FrameProduct fresh = new FrameProduct(FRAMES, 3, 4);
        INDArray weights = Nd4j.rand(DataType.FLOAT, 6, 4).dup('f');
        used.forward(rows(0), weights);
        used.backward(ones(VALID.length), weights, weights.dup('f'), true);
        // The ends of the longer one lie elsewhere now.
        float[] two = new float[2 * FRAMES.row()];
        System.arraycopy(rows(0), FRAMES.row(), two, 0, FRAMES.row());
        System.arraycopy(rows(0), 0, two, FRAMES.row(), FRAMES.row());

        float[] products = used.forward(two, weights);
        INDArray byWeights = weights.dup('f');
        float[] byRows = used.backward(ones(2), weights, byWeights, true);

        assertThat(products).containsExactly(fresh.forward(two, weights), within(1e-6f));
        INDArray expected = weights.dup('f');
        assertThat(byRows).containsExactly(fresh.backward(ones(2), weights, expected, true), within(1e-6f));
        assertThat(byWeights.data().asFloat()).containsExactly(expected.data().asFloat(), within(1e-6f));
    }

    private static float[] ones(int examples) {
        float[] ones = new float[examples * FRAMES.frames() * 4];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void shouldNormaliseByTheFramesThatHoldSound() {
        FrameNormalisation normalisation = new FrameNormalisation(3, 1, false);

        normalisation.measure(new float[] {1, 3, 100, 5, 100, 100}, new int[] {2, 1});

        assertThat(normalisation.mean()).containsExactly(3);
        assertThat(normalisation.variance()[0]).isCloseTo(8 / 3f, within(1e-6f));
    }

    @Test
    void shouldDropSoThatTheSumStaysAndGradientsGoTheSameWay() {
        Dropout dropout = new Dropout(0.4, 9);
        float[] values = new float[100_000];
        Arrays.fill(values, 1);
        float[] gradients = values.clone();

        dropout.drop(values);
        dropout.again(gradients);

        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        assertThat(sum / values.length).isCloseTo(1, within(0.02));
        assertThat(gradients).isEqualTo(values);
    }

    @Test
    void shouldFollowTheStatisticsOfItsBatches() {
        ComputationGraph network = network(0);

        network.fit(data());

        assertThat(network.getParam("first_mean").toFloatVector()).doesNotContain(0f);
        assertThat(network.getParam("first_var").toFloatVector()).doesNotContain(1f);
    }
}
