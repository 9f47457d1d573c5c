package io.affekt.model.network;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * A block of a CNN-1D as one DL4J layer: convolution over time with "same" padding and no bias, batch normalisation (Ioffe
 * and Szegedy 2015) over the frames that hold sound, ReLU, optionally the larger of each two frames, dropout. Rows in and
 * out are {@link Frames}.
 *
 * <p>DL4J's own layers do the same several times slower: each is a pass over memory of its own, with copies between. Here
 * a convolution is one matrix product, and the rest one loop.
 */
public final class ConvolutionBlock extends FeedForwardLayer {

    private static final long serialVersionUID = 1L;

    private final Frames input;
    private final int kernel;
    private final int filters;
    private final boolean pool;
    private final double dropout;
    private final long seed;
    private final boolean first;

    /**
     * @param input what comes in
     * @param kernel frames under the filter, odd
     * @param filters channels that go out
     * @param pool whether the larger of each two frames is kept; an odd last frame is dropped
     * @param dropout the probability to drop a value
     * @param seed seed of dropout
     * @param first whether nothing before it learns, so that it need not say how its input should change
     */
    public ConvolutionBlock(
            Frames input, int kernel, int filters, boolean pool, double dropout, long seed, boolean first) {
        if (kernel % 2 == 0) {
            throw new IllegalArgumentException("The kernel must be odd, not " + kernel);
        }
        this.input = input;
        this.kernel = kernel;
        this.filters = filters;
        this.pool = pool;
        this.dropout = dropout;
        this.seed = seed;
        this.first = first;
        setNIn(input.row());
        setNOut(output().row());
    }

    public Frames input() {
        return input;
    }

    /** What goes out. */
    public Frames output() {
        return new Frames(pool ? input.frames() / 2 : input.frames(), filters);
    }

    /** How many frames that go out hold sound when {@code valid} that came in do. */
    int validBehind(int valid) {
        return pool ? Math.min(input.frames() / 2, (valid + 1) / 2) : valid;
    }

    int kernel() {
        return kernel;
    }

    int filters() {
        return filters;
    }

    boolean pool() {
        return pool;
    }

    double dropout() {
        return dropout;
    }

    long seed() {
        return seed;
    }

    boolean first() {
        return first;
    }

    /** Values under the filter. */
    int fanIn() {
        return kernel * input.channels();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray parameters,
            boolean initialise,
            DataType dataType) {
        ConvolutionBlockLayer layer = new ConvolutionBlockLayer(conf, dataType);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        Map<String, INDArray> table = initializer().init(conf, parameters, initialise);
        layer.setParamTable(table);
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return ConvolutionBlockParameters.INSTANCE;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(output().row());
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        // Known since it was built.
    }

    @Override
    public @Nullable IUpdater getUpdaterByParam(String name) {
        return ConvolutionBlockParameters.learned(name) ? super.getUpdaterByParam(name) : new NoOp();
    }

    @Override
    public @Nullable List<Regularization> getRegularizationByParam(String name) {
        return name.equals(ConvolutionBlockParameters.WEIGHTS) ? regularization : null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return new LayerMemoryReport.Builder(
                        "ConvolutionBlock", ConvolutionBlock.class, inputType, getOutputType(0, inputType))
                .standardMemory(initializer().numParams(this), 0)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
