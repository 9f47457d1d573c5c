package io.affekt.model;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.BaseGraphVertex;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Statistics over the frames that hold sound: the mean, and on demand the deviation and the maximum, of each channel.
 * Inputs: activations [N, C, T] or [N, C, 1, T] and the mask [N, T] of ones and zeros; output [N, C] or [N, 3 C]. DL4J
 * has no such layer. The matrices are small, so that plain loops serve.
 */
final class MaskedPooling extends GraphVertex {

    private static final long serialVersionUID = 1L;
    private static final float VARIANCE_FLOOR = 1e-5f;

    private final int channels;
    private final boolean all;

    /** Pools {@code channels} channels: to their mean alone, or ({@code all}) to mean, deviation and maximum. */
    MaskedPooling(int channels, boolean all) {
        this.channels = channels;
        this.all = all;
    }

    int outputs() {
        return all ? 3 * channels : channels;
    }

    @Override
    public GraphVertex clone() {
        return new MaskedPooling(channels, all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MaskedPooling pooling && pooling.channels == channels && pooling.all == all;
    }

    @Override
    public int hashCode() {
        return 31 * channels + Boolean.hashCode(all);
    }

    @Override
    public long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public int minVertexInputs() {
        return 2;
    }

    @Override
    public int maxVertexInputs() {
        return 2;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType... inputs) {
        return InputType.feedForward(outputs());
    }

    @Override
    public MemoryReport getMemoryReport(InputType... inputs) {
        return new LayerMemoryReport.Builder("pooling", MaskedPooling.class, inputs[0], getOutputType(0))
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType dataType) {
        return new Vertex(graph, name, index, dataType);
    }

    private final class Vertex extends BaseGraphVertex {

        private static final long serialVersionUID = 1L;

        Vertex(ComputationGraph graph, String name, int index, DataType dataType) {
            super(graph, name, index, null, null, dataType);
        }

        @Override
        public boolean hasLayer() {
            return false;
        }

        @Override
        public @Nullable Layer getLayer() {
            return null;
        }

        @Override
        public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
            int examples = (int) inputs[0].size(0);
            int frames = (int) (inputs[0].length() / examples / channels);
            float[] x = inputs[0].dup('c').data().asFloat();
            float[] mask = inputs[1].dup('c').data().asFloat();
            float[] out = new float[examples * outputs()];
            for (int n = 0; n < examples; n++) {
                for (int c = 0; c < channels; c++) {
                    Statistics s = statistics(x, (n * channels + c) * frames, mask, n * frames, frames);
                    int at = n * outputs() + c;
                    out[at] = s.mean;
                    if (all) {
                        out[at + channels] = s.deviation;
                        out[at + 2 * channels] = s.max;
                    }
                }
            }
            return workspaces.leverageTo(
                    ArrayType.ACTIVATIONS, Nd4j.create(out, new long[] {examples, outputs()}, 'c'));
        }

        @Override
        public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
            int examples = (int) inputs[0].size(0);
            int frames = (int) (inputs[0].length() / examples / channels);
            float[] x = inputs[0].dup('c').data().asFloat();
            float[] mask = inputs[1].dup('c').data().asFloat();
            float[] outer = epsilon.dup('c').data().asFloat();
            float[] gradient = new float[x.length];
            for (int n = 0; n < examples; n++) {
                for (int c = 0; c < channels; c++) {
                    int row = (n * channels + c) * frames;
                    Statistics s = statistics(x, row, mask, n * frames, frames);
                    int at = n * outputs() + c;
                    float byMean = outer[at] / s.count;
                    float byDeviation = all ? outer[at + channels] / (s.count * s.deviation) : 0;
                    for (int t = 0; t < frames; t++) {
                        if (mask[n * frames + t] != 0) {
                            gradient[row + t] = byMean + byDeviation * (x[row + t] - s.mean);
                        }
                    }
                    if (all) {
                        gradient[row + s.maxAt] += outer[at + 2 * channels];
                    }
                }
            }
            INDArray toActivations = Nd4j.create(gradient, inputs[0].shape(), 'c');
            return new Pair<>(null, new INDArray[] {
                workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, toActivations),
                workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, inputs[1].dataType(), inputs[1].shape())
            });
        }

        private static Statistics statistics(float[] x, int row, float[] mask, int maskRow, int frames) {
            Statistics s = new Statistics();
            double sum = 0;
            double squares = 0;
            for (int t = 0; t < frames; t++) {
                if (mask[maskRow + t] != 0) {
                    float value = x[row + t];
                    sum += value;
                    squares += (double) value * value;
                    s.count++;
                    if (value > s.max) {
                        s.max = value;
                        s.maxAt = t;
                    }
                }
            }
            if (s.count == 0) {
                throw new IllegalStateException("A window without a single frame of sound cannot be pooled");
            }
            s.mean = (float) (sum / s.count);
            double variance = squares / s.count - (double) s.mean * s.mean;
            s.deviation = (float) Math.sqrt(Math.max(0, variance) + VARIANCE_FLOOR);
            return s;
        }

        @Override
        public void setBackpropGradientsViewArray(INDArray view) {
            throw new IllegalStateException("Pooling has no parameters");
        }

        @Override
        public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
                INDArray[] masks, MaskState state, int minibatchSize) {
            return null;
        }

        @Override
        public String toString() {
            return "MaskedPooling(" + channels + ", " + Arrays.toString(getInputVertices()) + ")";
        }
    }

    private static final class Statistics {
        int count;
        float mean;
        float deviation;
        float max = Float.NEGATIVE_INFINITY;
        int maxAt;
    }
}
