package io.affekt.model;

import org.bytedeco.javacpp.FloatPointer;
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
 * A vertex without weights that is written as plain loops over frames: row after row of a matrix [examples x frames,
 * channels]. This class carries the loops into DL4J; a subclass is the loops.
 */
abstract class FrameVertex extends GraphVertex {

    private static final long serialVersionUID = 1L;

    private final int inputs;
    private final int outputs;

    /** @param inputs how many arrays come in; {@code outputs} how many columns go out */
    FrameVertex(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    final int outputs() {
        return outputs;
    }

    /** The output, row after row. */
    abstract float[] forward(float[][] in);

    /** The gradient by the first input, from the gradient {@code outer} by the output. */
    abstract float[] backward(float[][] in, float[] outer);

    /** A vertex does not change once it is made: a copy is the vertex itself. */
    @Override
    public final GraphVertex clone() {
        return this;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public final long numParams(boolean backprop) {
        return 0;
    }

    @Override
    public final int minVertexInputs() {
        return inputs;
    }

    @Override
    public final int maxVertexInputs() {
        return inputs;
    }

    @Override
    public final InputType getOutputType(int layerIndex, InputType... types) {
        return InputType.feedForward(outputs);
    }

    @Override
    public final MemoryReport getMemoryReport(InputType... types) {
        return new LayerMemoryReport.Builder(getClass().getSimpleName(), getClass(), types[0], getOutputType(0))
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public final org.deeplearning4j.nn.graph.vertex.GraphVertex instantiate(
            ComputationGraph graph,
            String name,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType dataType) {
        return new Instance(graph, name, index, dataType);
    }

    private static float[] floats(INDArray array) {
        float[] values = new float[(int) array.length()];
        INDArray rows = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        new FloatPointer(rows.data().addressPointer()).get(values);
        return values;
    }

    private final class Instance extends BaseGraphVertex {

        private static final long serialVersionUID = 1L;

        Instance(ComputationGraph graph, String name, int index, DataType dataType) {
            super(graph, name, index, null, null, dataType);
        }

        private float[][] in() {
            float[][] in = new float[inputs.length][];
            for (int i = 0; i < in.length; i++) {
                in[i] = floats(inputs[i]);
            }
            return in;
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
            float[] out = forward(in());
            return workspaces.leverageTo(
                    ArrayType.ACTIVATIONS, Nd4j.create(out, new long[] {out.length / outputs, outputs}, 'c'));
        }

        @Override
        public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
            INDArray[] gradients = new INDArray[inputs.length];
            gradients[0] = workspaces.leverageTo(
                    ArrayType.ACTIVATION_GRAD, Nd4j.create(backward(in(), floats(epsilon)), inputs[0].shape(), 'c'));
            for (int i = 1; i < gradients.length; i++) {
                gradients[i] = workspaces.create(ArrayType.ACTIVATION_GRAD, inputs[i].dataType(), inputs[i].shape());
            }
            return new Pair<>(null, gradients);
        }

        @Override
        public void setBackpropGradientsViewArray(INDArray view) {
            throw new IllegalStateException("A frame vertex has no parameters");
        }

        @Override
        public @Nullable Pair<INDArray, MaskState> feedForwardMaskArrays(
                INDArray[] masks, MaskState state, int minibatchSize) {
            return null;
        }

        @Override
        public String toString() {
            return FrameVertex.this.getClass().getSimpleName();
        }
    }
}
