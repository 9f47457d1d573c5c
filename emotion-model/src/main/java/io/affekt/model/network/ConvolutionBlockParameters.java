package io.affekt.model.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where the parameters of a {@link ConvolutionBlock} lie: weights [kernel x channels, filters] in column order, then gamma,
 * beta and the running mean and variance of the normalisation, each [1, filters].
 */
final class ConvolutionBlockParameters implements ParamInitializer {

    static final ConvolutionBlockParameters INSTANCE = new ConvolutionBlockParameters();

    static final String WEIGHTS = "W";
    static final String GAMMA = "gamma";
    static final String BETA = "beta";
    static final String MEAN = "mean";
    static final String VARIANCE = "var";
    private static final List<String> PER_FILTER = List.of(GAMMA, BETA, MEAN, VARIANCE);

    private ConvolutionBlockParameters() {}

    /** Whether training changes it; running statistics follow by themselves. */
    static boolean learned(String name) {
        return !name.equals(MEAN) && !name.equals(VARIANCE);
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        ConvolutionBlock block = (ConvolutionBlock) layer;
        return (long) (block.fanIn() + PER_FILTER.size()) * block.filters();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return List.of(WEIGHTS, GAMMA, BETA, MEAN, VARIANCE);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(WEIGHTS);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of(BETA);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return key.equals(WEIGHTS);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return key.equals(BETA);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray view, boolean initialise) {
        ConvolutionBlock block = (ConvolutionBlock) conf.getLayer();
        Map<String, INDArray> table = slices(block, view);
        if (initialise) {
            INDArray weights = view(table, WEIGHTS);
            block.getWeightInitFn()
                    .init(block.fanIn(), block.filters(), weights.shape(), 'f', weights.reshape('f', new long[] {
                        weights.length()
                    }));
            view(table, GAMMA).assign(1);
            view(table, BETA).assign(0);
            view(table, MEAN).assign(0);
            view(table, VARIANCE).assign(1);
        }
        for (String key : table.keySet()) {
            conf.addVariable(key);
        }
        return table;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray view) {
        return slices((ConvolutionBlock) conf.getLayer(), view);
    }

    static INDArray view(Map<String, INDArray> table, String name) {
        INDArray view = table.get(name);
        if (view == null) {
            throw new IllegalStateException("A block has no parameter " + name);
        }
        return view;
    }

    private static Map<String, INDArray> slices(ConvolutionBlock block, INDArray flattened) {
        INDArray flat = flattened.reshape(flattened.length());
        long filters = block.filters();
        long weights = block.fanIn() * filters;
        Map<String, INDArray> table = new LinkedHashMap<>();
        table.put(
                WEIGHTS, flat.get(NDArrayIndex.interval(0, weights)).reshape('f', new long[] {block.fanIn(), filters}));
        long at = weights;
        for (String name : PER_FILTER) {
            table.put(name, flat.get(NDArrayIndex.interval(at, at + filters)).reshape(1, filters));
            at += filters;
        }
        return table;
    }
}
