package io.affekt.model.network;

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

/**
 * A vertex without weights that is written as plain loops over rows, one for each example. This class carries the loops into
 * DL4J; a subclass is the loops. Not thread-safe.
 */
public abstract class FrameVertex extends GraphVertex {

    private static final long serialVersionUID = 1L;

    private final int outputs;

    /** @param outputs values in a row that goes out */
    FrameVertex(int outputs) {
        this.outputs = outputs;
    }

    /** Values in a row that goes out. */
    public final int outputs() {
        return outputs;
    }

    /** What goes out, row after row. */
    abstract float[] forward(float[] in, boolean training);

    /** The gradient by the input, from the gradient {@code outer} by what went out last. */
    abstract float[] backward(float[] in, float[] outer);

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
        return 1;
    }

    @Override
    public final int maxVertexInputs() {
        return 1;
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

    private final class Instance extends BaseGraphVertex {

        private static final long serialVersionUID = 1L;

        Instance(ComputationGraph graph, String name, int index, DataType dataType) {
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
            float[] out = forward(OffHeap.read(inputs[0]), training);
            return OffHeap.write(out, outputs, ArrayType.ACTIVATIONS, workspaces);
        }

        @Override
        public Pair<Gradient, INDArray[]> doBackward(boolean tbptt, LayerWorkspaceMgr workspaces) {
            float[] gradient = backward(OffHeap.read(inputs[0]), OffHeap.read(epsilon));
            int row = (int) inputs[0].size(1);
            INDArray[] gradients = {OffHeap.write(gradient, row, ArrayType.ACTIVATION_GRAD, workspaces)};
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
