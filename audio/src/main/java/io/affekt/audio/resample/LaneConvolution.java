package io.affekt.audio.resample;

import io.affekt.audio.lanes.Columns;
import io.affekt.audio.lanes.Lanes;
import jdk.incubator.vector.FloatVector;

/** The same output of neighbouring periods side by side in the lanes. */
final class LaneConvolution implements Convolution {

    private static final int L = Lanes.COUNT;
    /** Outputs at once, about: enough that the inputs in which they overlap are moved seldom. */
    private static final int OUTPUTS = 512;

    private final PolyphaseFilter filter;
    private final int periods;
    private final Columns columns;
    /** Where input i of the first period is in the columns. */
    private final int[] offsets;

    private final float[] sums = new float[2 * L];

    LaneConvolution(PolyphaseFilter filter) {
        this.filter = filter;
        periods = Math.max(1, OUTPUTS / filter.up() / (2 * L)) * 2 * L;
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
            for (int period = 0; period < periods; period += 2 * L) {
                sum(filter.taps(p), filter.start(p), period);
                for (int lane = 0; lane < 2 * L; lane++) {
                    out[to + (period + lane) * up + p] = sums[lane];
                }
            }
        }
    }

    /** Two vectors at once, so that each tap is fetched once for both. */
    private void sum(float[] taps, int start, int period) {
        float[] values = columns.values();
        FloatVector a = FloatVector.zero(Lanes.SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        for (int k = 0; k < taps.length; k += PolyphaseFilter.SUMS) {
            int i = start + k;
            FloatVector tap = FloatVector.broadcast(Lanes.SPECIES, taps[k]);
            int at = offsets[i] + period;
            a = a.add(FloatVector.fromArray(Lanes.SPECIES, values, at).mul(tap));
            e = e.add(FloatVector.fromArray(Lanes.SPECIES, values, at + L).mul(tap));
            tap = FloatVector.broadcast(Lanes.SPECIES, taps[k + 1]);
            at = offsets[i + 1] + period;
            b = b.add(FloatVector.fromArray(Lanes.SPECIES, values, at).mul(tap));
            f = f.add(FloatVector.fromArray(Lanes.SPECIES, values, at + L).mul(tap));
            tap = FloatVector.broadcast(Lanes.SPECIES, taps[k + 2]);
            at = offsets[i + 2] + period;
            c = c.add(FloatVector.fromArray(Lanes.SPECIES, values, at).mul(tap));
            g = g.add(FloatVector.fromArray(Lanes.SPECIES, values, at + L).mul(tap));
            tap = FloatVector.broadcast(Lanes.SPECIES, taps[k + 3]);
            at = offsets[i + 3] + period;
            d = d.add(FloatVector.fromArray(Lanes.SPECIES, values, at).mul(tap));
            h = h.add(FloatVector.fromArray(Lanes.SPECIES, values, at + L).mul(tap));
        }
        a.add(b).add(c.add(d)).intoArray(sums, 0);
        e.add(f).add(g.add(h)).intoArray(sums, L);
    }
}
