package io.affekt.audio.mfcc;

import io.affekt.audio.lanes.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Mel spectra of frames in lanes, in decibels, and the cosine transforms that take them. Not thread-safe. */
final class LaneMel {

    private static final int L = Lanes.COUNT;
    private static final float DECIBELS_PER_DOUBLING = (float) (10 * Math.log10(2));

    private final FeatureSpecification specification;
    private final int[] firstBin;
    private final float[][] weights;
    private final List<LaneDct> transforms = new ArrayList<>();
    /** Group after group of L columns: band after band in lanes. */
    private float[] logMel = new float[0];
    /** The largest level of each column. */
    private float[] loudest = new float[0];
    /** What each column's levels may not go below. */
    private float[] floor = new float[0];

    LaneMel(FeatureSpecification specification) {
        this.specification = specification;
        MelFilterBank bank = new MelFilterBank(specification);
        firstBin = new int[bank.bands()];
        weights = new float[bank.bands()][];
        for (int band = 0; band < weights.length; band++) {
            firstBin[band] = bank.firstBin(band);
            double[] exact = bank.weights(band);
            weights[band] = new float[exact.length];
            for (int i = 0; i < exact.length; i++) {
                weights[band][i] = (float) exact[i];
            }
        }
    }

    /** Whether a specification takes its bands from here. */
    boolean bands(FeatureSpecification other) {
        return other.sampleRate() == specification.sampleRate()
                && other.melBands() == specification.melBands()
                && other.melScale() == specification.melScale()
                && other.lowestHz() == specification.lowestHz()
                && other.highestHz() == specification.highestHz();
    }

    void add(FeatureSpecification other, int index) {
        transforms.add(new LaneDct(other, index));
    }

    /** Takes the power spectra of the frames that start at {@code column} and the next. */
    void take(float[] power, int column) {
        int to = column * weights.length;
        if (logMel.length < to + weights.length * L) {
            logMel = Arrays.copyOf(logMel, 2 * (to + weights.length * L));
            loudest = Arrays.copyOf(loudest, 2 * (column + L));
            floor = new float[loudest.length];
        }
        for (int band = 0; band < weights.length; band++) {
            band(power, firstBin[band] * L, weights[band]).intoArray(logMel, to + band * L);
        }
        // In a loop of their own the logarithms, long chains of operations, overlap.
        FloatVector max = FloatVector.broadcast(Lanes.SPECIES, Float.NEGATIVE_INFINITY);
        for (int at = to; at < to + weights.length * L; at += L) {
            FloatVector mel = FloatVector.fromArray(Lanes.SPECIES, logMel, at).max((float) Mfcc.POWER_FLOOR);
            FloatVector level = log2(mel).mul(DECIBELS_PER_DOUBLING);
            level.intoArray(logMel, at);
            max = max.max(level);
        }
        max.intoArray(loudest, column);
    }

    private static FloatVector band(float[] power, int from, float[] weights) {
        FloatVector even = FloatVector.zero(Lanes.SPECIES);
        FloatVector odd = FloatVector.zero(Lanes.SPECIES);
        int i = 0;
        for (; i + 1 < weights.length; i += 2) {
            even = FloatVector.fromArray(Lanes.SPECIES, power, from + i * L)
                    .fma(FloatVector.broadcast(Lanes.SPECIES, weights[i]), even);
            odd = FloatVector.fromArray(Lanes.SPECIES, power, from + (i + 1) * L)
                    .fma(FloatVector.broadcast(Lanes.SPECIES, weights[i + 1]), odd);
        }
        if (i < weights.length) {
            even = FloatVector.fromArray(Lanes.SPECIES, power, from + i * L)
                    .fma(FloatVector.broadcast(Lanes.SPECIES, weights[i]), even);
        }
        return even.add(odd);
    }

    private static final int HALF_SQRT2_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
    private static final int TWO_TO_23_BITS = Float.floatToRawIntBits(1 << 23);
    private static final float TWICE_LOG2_E = (float) (2 / Math.log(2));

    /**
     * Base-2 logarithm of positive normal numbers: the exponent, and of the mantissa m in [sqrt 1/2, sqrt 2) the series of
     * 2 artanh((m - 1) / (m + 1)). Its own, so that every machine gives the same bits.
     */
    static FloatVector log2(FloatVector x) {
        IntVector bits = x.reinterpretAsInts().sub(HALF_SQRT2_BITS);
        // An integer below 2^23 in the mantissa of 2^23 is 2^23 more: no conversion, which some machines lack.
        FloatVector exponent = bits.add(128 << 23)
                .lanewise(VectorOperators.LSHR, 23)
                .or(TWO_TO_23_BITS)
                .reinterpretAsFloats()
                .sub((1 << 23) + 128);
        FloatVector m = bits.and((1 << 23) - 1).add(HALF_SQRT2_BITS).reinterpretAsFloats();
        FloatVector s = m.sub(1).div(m.add(1));
        FloatVector s2 = s.mul(s);
        FloatVector series = s2.mul(1 / 9f)
                .add(1 / 7f)
                .mul(s2)
                .add(1 / 5f)
                .mul(s2)
                .add(1 / 3f)
                .mul(s2)
                .add(1);
        return series.mul(s).mul(TWICE_LOG2_E).add(exponent);
    }

    /** Writes the matrices of all specifications. */
    void write(List<float[]> windows, FrameColumns frames, float[][][] matrices) {
        findFloors(frames);
        for (LaneDct transform : transforms) {
            transform.write(windows, frames, logMel, floor, matrices);
        }
    }

    private void findFloors(FrameColumns frames) {
        for (int from = 0, to; from < frames.count(); from = to) {
            float max = Float.NEGATIVE_INFINITY;
            for (to = from; to < frames.count() && frames.window(to) == frames.window(from); to++) {
                if (frames.frame(to) >= 0) {
                    max = Math.max(max, loudest[to]);
                }
            }
            Arrays.fill(floor, from, to, max - (float) Mfcc.TOP_DB);
        }
    }
}
