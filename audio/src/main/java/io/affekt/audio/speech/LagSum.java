package io.affekt.audio.speech;

import io.affekt.audio.lanes.Lanes;
import io.affekt.audio.lanes.VectorModule;
import jdk.incubator.vector.FloatVector;

/** Takes autocorrelations out of power spectra: each lag is a weighted sum of frequencies, for all frames at once. */
interface LagSum {

    /** Lags are summed up by so many. */
    int TOGETHER = 4;

    /**
     * Computes all lags.
     *
     * @param power {@code [frequency][}{@link Spectrogram#STRIDE}{@code ]}
     * @param cosines {@code [lag / TOGETHER][frequency][TOGETHER]}: what each frequency gives to a lag
     * @param lags {@code [lag][STRIDE]}, written; as many as a multiple of {@link #TOGETHER}
     */
    void compute(float[] power, float[] cosines, float[] lags);

    /** The fastest that this Java can run. */
    static LagSum create() {
        return VectorModule.isPresent() ? new InLanes() : new Plain();
    }

    /** Frame by frame. */
    final class Plain implements LagSum {

        @Override
        public void compute(float[] power, float[] cosines, float[] lags) {
            int stride = Spectrogram.STRIDE;
            int bins = power.length / stride;
            for (int first = 0; first < lags.length / stride; first += TOGETHER) {
                for (int f = 0; f < stride; f++) {
                    float a = 0;
                    float b = 0;
                    float c = 0;
                    float d = 0;
                    for (int k = 0, w = first * bins; k < bins; k++, w += TOGETHER) {
                        float value = power[k * stride + f];
                        a += value * cosines[w];
                        b += value * cosines[w + 1];
                        c += value * cosines[w + 2];
                        d += value * cosines[w + 3];
                    }
                    lags[first * stride + f] = a;
                    lags[(first + 1) * stride + f] = b;
                    lags[(first + 2) * stride + f] = c;
                    lags[(first + 3) * stride + f] = d;
                }
            }
        }
    }

    /** As many frames side by side as there are vector lanes; the same sums in the same order, but for a rounding less in each. */
    final class InLanes implements LagSum {

        @Override
        public void compute(float[] power, float[] cosines, float[] lags) {
            int stride = Spectrogram.STRIDE;
            int bins = power.length / stride;
            for (int first = 0; first < lags.length / stride; first += TOGETHER) {
                for (int f = 0; f < stride; f += Lanes.COUNT) {
                    FloatVector a = FloatVector.zero(Lanes.SPECIES);
                    FloatVector b = a;
                    FloatVector c = a;
                    FloatVector d = a;
                    for (int k = 0, w = first * bins; k < bins; k++, w += TOGETHER) {
                        FloatVector value = FloatVector.fromArray(Lanes.SPECIES, power, k * stride + f);
                        a = value.fma(FloatVector.broadcast(Lanes.SPECIES, cosines[w]), a);
                        b = value.fma(FloatVector.broadcast(Lanes.SPECIES, cosines[w + 1]), b);
                        c = value.fma(FloatVector.broadcast(Lanes.SPECIES, cosines[w + 2]), c);
                        d = value.fma(FloatVector.broadcast(Lanes.SPECIES, cosines[w + 3]), d);
                    }
                    a.intoArray(lags, first * stride + f);
                    b.intoArray(lags, (first + 1) * stride + f);
                    c.intoArray(lags, (first + 2) * stride + f);
                    d.intoArray(lags, (first + 3) * stride + f);
                }
            }
        }
    }
}
