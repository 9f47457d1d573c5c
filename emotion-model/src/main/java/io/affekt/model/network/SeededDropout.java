package io.affekt.model.network;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link Dropout} for DL4J's own layers, whose own draws from a generator that everything on a thread shares. */
public final class SeededDropout implements IDropout {

    private static final long serialVersionUID = 1L;

    private final transient Dropout dropout;

    /**
     * @param probability the probability to drop a value
     * @param seed seed of dropout
     */
    public SeededDropout(double probability, long seed) {
        dropout = new Dropout(probability, seed);
    }

    @Override
    public INDArray applyDropout(
            INDArray activations, INDArray result, int iteration, int epoch, LayerWorkspaceMgr workspaces) {
        float[] values = OffHeap.read(activations);
        dropout.drop(values);
        return result.assign(Nd4j.create(values, activations.shape(), 'c'));
    }

    @Override
    public INDArray backprop(INDArray outer, INDArray inner, int iteration, int epoch) {
        float[] values = OffHeap.read(outer);
        dropout.again(values);
        return inner.assign(Nd4j.create(values, outer.shape(), 'c'));
    }

    @Override
    public void clear() {
        // The mask is drawn anew with each batch.
    }

    @Override
    public IDropout clone() {
        return this;
    }
}
