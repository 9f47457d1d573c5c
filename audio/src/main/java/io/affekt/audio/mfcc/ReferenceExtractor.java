package io.affekt.audio.mfcc;

import java.util.List;

/** The plain path: one {@link Mfcc} for each specification. */
final class ReferenceExtractor implements MfccExtractor {

    private final List<Mfcc> extractors;

    ReferenceExtractor(List<FeatureSpecification> specifications) {
        extractors = specifications.stream().map(Mfcc::new).toList();
    }

    @Override
    public List<FeatureSpecification> specifications() {
        return extractors.stream().map(Mfcc::specification).toList();
    }

    @Override
    public float[][][] extract(List<float[]> windows) {
        float[][][] matrices = new float[windows.size()][extractors.size()][];
        for (int w = 0; w < windows.size(); w++) {
            for (int s = 0; s < extractors.size(); s++) {
                matrices[w][s] = rounded(extractors.get(s).compute(windows.get(w)));
            }
        }
        return matrices;
    }

    static float[] rounded(FrameMatrix matrix) {
        double[] values = matrix.values();
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
