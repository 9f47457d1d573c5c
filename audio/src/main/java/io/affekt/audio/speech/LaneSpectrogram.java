package io.affekt.audio.speech;

import io.affekt.audio.lanes.Columns;
import io.affekt.audio.lanes.LaneFft;
import io.affekt.audio.lanes.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** As many frames side by side as there are vector lanes. Not thread-safe. */
final class LaneSpectrogram extends Spectrogram {

    private static final int L = Lanes.COUNT;

    private final Columns columns = new Columns(L, HOP, FRAME);
    private final int[] offsets = new int[FRAME];
    private final LaneFft fft = new LaneFft(FFT);
    private final float[] power = new float[(BINS + 1) * L];

    LaneSpectrogram() {
        for (int i = 0; i < FRAME; i++) {
            offsets[i] = columns.offset(i);
        }
    }

    @Override
    void transform(int frames) {
        for (int first = 0; first < frames; first += L) {
            columns.fill(half, first * HOP);
            fft.load(columns.values(), offsets, hann, 0);
            fft.power(power);
            for (int k = 0; k < BINS; k++) {
                FloatVector.fromArray(Lanes.SPECIES, power, k * L)
                        .lanewise(VectorOperators.SQRT)
                        .intoArray(amplitudes, k * STRIDE + first);
            }
        }
    }
}
