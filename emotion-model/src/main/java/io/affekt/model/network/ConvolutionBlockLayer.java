package io.affekt.model.network;

import static io.affekt.model.network.ConvolutionBlockParameters.view;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link ConvolutionBlock} at work: carries its loops into DL4J. Not thread-safe. */
public final class ConvolutionBlockLayer extends BaseLayer<ConvolutionBlock> {

    private static final long serialVersionUID = 1L;
    /** How much of the running statistics a batch leaves as it is. */
    private static final float DECAY = 0.9f;

    private final ConvolutionBlock block;
    private final transient FrameProduct product;
    private final transient FrameNormalisation normalisation;
    private final transient Dropout dropout;
    private transient float[] products = new float[0];
    private transient int[] valid = new int[0];

    ConvolutionBlockLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
        block = (ConvolutionBlock) conf.getLayer();
        product = new FrameProduct(block.input(), block.kernel(), block.filters());
        normalisation = new FrameNormalisation(block.input().frames(), block.filters(), block.pool());
        dropout = new Dropout(block.dropout(), block.seed());
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        float[] rows = OffHeap.read(input);
        valid = new int[block.input().examples(rows)];
        for (int n = 0; n < valid.length; n++) {
            valid[n] = block.input().valid(rows, n);
        }
        products = product.forward(rows, view(params, ConvolutionBlockParameters.WEIGHTS));
        if (training) {
            normalisation.measure(products, valid);
            follow(ConvolutionBlockParameters.MEAN, normalisation.mean());
            follow(ConvolutionBlockParameters.VARIANCE, normalisation.variance());
        } else {
            normalisation.use(values(ConvolutionBlockParameters.MEAN), values(ConvolutionBlockParameters.VARIANCE));
        }
        float[] out = normalisation.forward(
                products,
                valid,
                values(ConvolutionBlockParameters.GAMMA),
                values(ConvolutionBlockParameters.BETA),
                block.output());
        if (training) {
            dropout.drop(out);
        }
        for (int n = 0; n < valid.length; n++) {
            block.output().setValid(out, n, block.validBehind(valid[n]));
        }
        return OffHeap.write(out, block.output().row(), ArrayType.ACTIVATIONS, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        float[] outer = OffHeap.read(epsilon);
        dropout.again(outer);
        float[] byGamma = new float[block.filters()];
        float[] byBeta = new float[block.filters()];
        float[] byProducts = normalisation.backward(products, valid, outer, block.output(), byGamma, byBeta);
        float[] byRows = product.backward(
                byProducts,
                view(params, ConvolutionBlockParameters.WEIGHTS),
                view(gradientViews, ConvolutionBlockParameters.WEIGHTS),
                !block.first());
        view(gradientViews, ConvolutionBlockParameters.GAMMA).assign(row(byGamma));
        view(gradientViews, ConvolutionBlockParameters.BETA).assign(row(byBeta));
        // The running statistics have followed in activate.
        view(gradientViews, ConvolutionBlockParameters.MEAN).assign(0);
        view(gradientViews, ConvolutionBlockParameters.VARIANCE).assign(0);
        Gradient gradients = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach(gradients::setGradientFor);
        return new Pair<>(gradients, OffHeap.write(byRows, block.input().row(), ArrayType.ACTIVATION_GRAD, workspaces));
    }

    private static INDArray row(float[] values) {
        return Nd4j.create(values, new long[] {1, values.length}, 'c');
    }

    private float[] values(String parameter) {
        return view(params, parameter).toFloatVector();
    }

    private void follow(String parameter, float[] measured) {
        float[] running = values(parameter);
        for (int c = 0; c < running.length; c++) {
            running[c] = DECAY * running[c] + (1 - DECAY) * measured[c];
        }
        view(params, parameter).assign(row(running));
    }

    /** Gives the memory outside the heap back; it is taken again when it is needed. */
    public void release() {
        product.close();
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
