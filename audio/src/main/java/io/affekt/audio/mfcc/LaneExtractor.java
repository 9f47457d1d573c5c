package io.affekt.audio.mfcc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fast path: as many frames as there are vector lanes go through window, FFT, mel bands, logarithm and cosine
 * transform side by side. Specifications that frame the sound alike share the spectra, those that also have the same
 * bands share the levels.
 *
 * <p>Natural logarithms have no floor under the loudest value, so that in quiet bands the rounding of {@code float} would
 * show in them: those specifications take the reference.
 */
final class LaneExtractor implements MfccExtractor {

    private final List<FeatureSpecification> specifications;
    private final List<LaneSpectrum> spectra = new ArrayList<>();
    /** The reference of the specifications that need it, by their place. */
    private final Map<Integer, Mfcc> references = new HashMap<>();

    LaneExtractor(List<FeatureSpecification> specifications) {
        this.specifications = List.copyOf(specifications);
        for (int s = 0; s < specifications.size(); s++) {
            FeatureSpecification specification = specifications.get(s);
            if (specification.naturalLog()) {
                references.put(s, new Mfcc(specification));
            } else {
                spectrum(specification).add(specification, s);
            }
        }
    }

    private LaneSpectrum spectrum(FeatureSpecification specification) {
        for (LaneSpectrum spectrum : spectra) {
            if (spectrum.frames(specification)) {
                return spectrum;
            }
        }
        LaneSpectrum spectrum = new LaneSpectrum(specification);
        spectra.add(spectrum);
        return spectrum;
    }

    @Override
    public List<FeatureSpecification> specifications() {
        return specifications;
    }

    @Override
    public float[][][] extract(List<float[]> windows) {
        float[][][] matrices = new float[windows.size()][specifications.size()][];
        for (LaneSpectrum spectrum : spectra) {
            spectrum.extract(windows, matrices);
        }
        references.forEach((s, mfcc) -> {
            for (int w = 0; w < matrices.length; w++) {
                matrices[w][s] = ReferenceExtractor.rounded(mfcc.compute(windows.get(w)));
            }
        });
        return matrices;
    }
}
