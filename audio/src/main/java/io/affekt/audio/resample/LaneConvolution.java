package io.affekt.audio.resample;

import io.affekt.audio.lanes.Columns;
import io.affekt.audio.lanes.Lanes;
import jdk.incubator.vector.FloatVector;

/** The same output of neighbouring periods side by side in the lanes. */
final class LaneConvolution implements Convolution {

    private static final int L = Lanes.COUNT;
    /** Periods that are summed together. */
    private static final int AT_ONCE = 4 * L;
    /** Outputs at once, about: enough that the inputs in which they overlap are moved seldom. */
    private static final int OUTPUTS = 512;

    private final PolyphaseFilter filter;
    private final int periods;
    private final Columns columns;
    /** Where input i of the first period is in the columns. */
    private final int[] offsets;

    private final float[] sums = new float[PolyphaseFilter.SUMS * AT_ONCE];

    LaneConvolution(PolyphaseFilter filter) {
        this.filter = filter;
        periods = Math.max(1, OUTPUTS / filter.up() / AT_ONCE) * AT_ONCE;
        columns = new Columns(periods, filter.down(), filter.reach());
        offsets = new int[filter.reach()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = columns.offset(i);
        }
    }

    @Override
    public int periods() {
        return periods;
    }

    @Override
    public void apply(float[] input, int from, float[] out, int to) {
        columns.fill(input, from);
        int up = filter.up();
        for (int p = 0; p < up; p++) {
            for (int period = 0; period < periods; period += AT_ONCE) {
                for (int s = 0; s < PolyphaseFilter.SUMS; s++) {
                    sum(filter.taps(p), s, filter.start(p), period);
                }
                for (int i = 0; i < AT_ONCE; i += L) {
                    sums(i).add(sums(AT_ONCE + i))
                            .add(sums(2 * AT_ONCE + i).add(sums(3 * AT_ONCE + i)))
                            .intoArray(sums, i);
                }
                for (int i = 0; i < AT_ONCE; i++) {
                    out[to + (period + i) * up + p] = sums[i];
                }
            }
        }
    }

    private FloatVector sums(int at) {
        return FloatVector.fromArray(Lanes.SPECIES, sums, at);
    }

    /** Every fourth tap, from {@code s} on. Four vectors at once, so that each tap is fetched once for all of them. */
    private void sum(float[] taps, int s, int start, int period) {
        float[] values = columns.values();
        FloatVector a = FloatVector.zero(Lanes.SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int k = s; k < taps.length; k += PolyphaseFilter.SUMS) {
            FloatVector tap = FloatVector.broadcast(Lanes.SPECIES, taps[k]);
            int at = offsets[start + k] + period;
            a = a.add(FloatVector.fromArray(Lanes.SPECIES, values, at).mul(tap));
            b = b.add(FloatVector.fromArray(Lanes.SPECIES, values, at + L).mul(tap));
            c = c.add(FloatVector.fromArray(Lanes.SPECIES, values, at + 2 * L).mul(tap));
            d = d.add(FloatVector.fromArray(Lanes.SPECIES, values, at + 3 * L).mul(tap));
        }
        int to = s * AT_ONCE;
        a.intoArray(sums, to);
        b.intoArray(sums, to + L);
        c.intoArray(sums, to + 2 * L);
        d.intoArray(sums, to + 3 * L);
    }
}
