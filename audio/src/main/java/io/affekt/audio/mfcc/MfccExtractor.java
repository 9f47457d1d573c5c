package io.affekt.audio.mfcc;

import io.affekt.audio.lanes.VectorModule;
import java.util.List;

/**
 * Computes the MFCC of windows under one or several specifications, in {@code float}.
 *
 * <p>Implementations keep their buffers: not thread-safe, one instance for each thread. Nothing is allocated for a frame,
 * only the matrices that are given back.
 */
public interface MfccExtractor {

    /**
     * The fastest extractor that this Java can run: with the Vector API where {@code jdk.incubator.vector} is present,
     * else {@link #reference}. They agree within 1e-3, and where bands 80 dB apart lie side by side within 0.01 dB.
     */
    static MfccExtractor of(List<FeatureSpecification> specifications) {
        return VectorModule.isPresent() ? new LaneExtractor(specifications) : reference(specifications);
    }

    /** What {@link Mfcc} computes in {@code double}, rounded. */
    static MfccExtractor reference(List<FeatureSpecification> specifications) {
        return new ReferenceExtractor(specifications);
    }

    List<FeatureSpecification> specifications();

    /**
     * The matrices {@code [window][specification]}, each of {@link FeatureSpecification#frames} frames, frame after
     * frame. Windows do not influence each other; several at once keep more lanes busy.
     *
     * @param windows samples at the specifications' rate
     */
    float[][][] extract(List<float[]> windows);
}
