package io.affekt.audio.lanes;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The FFT of as many real signals as there are lanes, side by side: as complex ones of half the length, by radix-4
 * decimation in frequency, in place, the deepest halves first so that they stay in the nearest caches. The result stays
 * in the order in which it falls out, and {@link #power} looks it up. Not thread-safe.
 *
 * @see <a href="https://doi.org/10.1109/TAU.1969.1162035">Singleton, An algorithm for computing the mixed radix fast
 *     Fourier transform (1969)</a>
 */
public final class LaneFft {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;
    /** Complex values in lanes that fit into the nearest cache. */
    private static final int IN_CACHE = 256;

    /** Complex values. */
    private final int n;
    /** Value k is in lanes: its real parts from 2 L k on, then its imaginary ones. */
    private final float[] values;
    /** For the blocks of n, n/4, n/16 ... values: {w, w^2, w^3} for each j in a quarter. */
    private final float[][] twiddles;
    /** Where frequency k is in {@link #values}. */
    private final int[] positions;
    /** cos and -sin of pi k / n, which take the spectrum of 2 n real values out of that of n complex ones. */
    private final float[] split;

    /** @param length of the real signals: a power of two from 16 */
    public LaneFft(int length) {
        n = length / 2;
        values = new float[2 * n * L];
        int levels = Integer.numberOfTrailingZeros(n) / 2;
        twiddles = new float[levels][];
        for (int level = 0, block = n; level < levels; level++, block /= 4) {
            twiddles[level] = twiddles(block);
        }
        positions = new int[n];
        findPositions(0, n, 0, 1);
        split = new float[n + 2];
        for (int k = 0; k <= n / 2; k++) {
            split[2 * k] = (float) Math.cos(Math.PI * k / n);
            split[2 * k + 1] = (float) -Math.sin(Math.PI * k / n);
        }
    }

    private static float[] twiddles(int block) {
        float[] twiddles = new float[6 * (block / 4)];
        for (int j = 0; j < block / 4; j++) {
            for (int p = 0; p < 3; p++) {
                double angle = -2 * Math.PI * j * (p + 1) / block;
                twiddles[6 * j + 2 * p] = (float) Math.cos(angle);
                twiddles[6 * j + 2 * p + 1] = (float) Math.sin(angle);
            }
        }
        return twiddles;
    }

    private void findPositions(int from, int size, int frequency, int step) {
        if (size == 1) {
            positions[frequency] = 2 * L * from;
            return;
        }
        int radix = size >= 4 ? 4 : 2;
        for (int b = 0; b < radix; b++) {
            findPositions(from + b * (size / radix), size / radix, frequency + b * step, step * radix);
        }
    }

    /**
     * Takes signals.
     *
     * @param samples where they are
     * @param offsets where sample i of all lanes is in {@code samples}
     * @param window factor of sample i
     * @param from where sample 0 goes; what is before and behind is zero
     */
    public void load(float[] samples, int[] offsets, float[] window, int from) {
        Arrays.fill(values, 0, from * L, 0);
        for (int i = 0; i < window.length; i++) {
            FloatVector.fromArray(SPECIES, samples, offsets[i]).mul(window[i]).intoArray(values, (from + i) * L);
        }
        Arrays.fill(values, (from + window.length) * L, values.length, 0);
    }

    /** Transforms what was taken and gives the power of frequency k in {@code power[k L ...]}, for k from 0 to n. */
    public void power(float[] power) {
        transform(0, n, 0);
        FloatVector re0 = FloatVector.fromArray(SPECIES, values, positions[0]);
        FloatVector im0 = FloatVector.fromArray(SPECIES, values, positions[0] + L);
        FloatVector sum0 = re0.add(im0);
        FloatVector difference0 = re0.sub(im0);
        sum0.mul(sum0).intoArray(power, 0);
        difference0.mul(difference0).intoArray(power, n * L);
        for (int k = 1; k <= n / 2; k++) {
            int a = positions[k];
            int b = positions[n - k];
            FloatVector ar = FloatVector.fromArray(SPECIES, values, a);
            FloatVector ai = FloatVector.fromArray(SPECIES, values, a + L);
            FloatVector br = FloatVector.fromArray(SPECIES, values, b);
            FloatVector bi = FloatVector.fromArray(SPECIES, values, b + L);
            // Twice the spectra of the even samples and, turned by the twiddle, of the odd ones.
            FloatVector evenR = ar.add(br);
            FloatVector evenI = ai.sub(bi);
            FloatVector r = ai.add(bi);
            FloatVector i = br.sub(ar);
            float c = split[2 * k];
            float s = split[2 * k + 1];
            FloatVector oddR = r.fma(FloatVector.broadcast(SPECIES, c), i.mul(-s));
            FloatVector oddI = r.fma(FloatVector.broadcast(SPECIES, s), i.mul(c));
            FloatVector lowR = evenR.add(oddR);
            FloatVector lowI = evenI.add(oddI);
            FloatVector highR = evenR.sub(oddR);
            FloatVector highI = evenI.sub(oddI);
            lowR.fma(lowR, lowI.mul(lowI)).mul(0.25f).intoArray(power, k * L);
            highR.fma(highR, highI.mul(highI)).mul(0.25f).intoArray(power, (n - k) * L);
        }
    }

    private void transform(int from, int size, int level) {
        if (size > IN_CACHE) {
            pass(from, from + size, size, twiddles[level]);
            for (int b = 0; b < 4; b++) {
                transform(from + b * (size / 4), size / 4, level + 1);
            }
            return;
        }
        int block = size;
        for (int l = level; block > 4; block /= 4, l++) {
            pass(from, from + size, block, twiddles[l]);
        }
        if (block == 4) {
            lastFours(from, from + size);
        } else if (block == 2) {
            lastTwos(from, from + size);
        }
    }

    // Everything is written out. Whether the compiler inlines a method of ours hangs on what it compiled before, and
    // vectors that cross a call are objects.

    private void pass(int from, int to, int block, float[] w) {
        float[] z = values;
        int quarter = block / 4;
        for (int start = from; start < to; start += block) {
            for (int j = 0; j < quarter; j++) {
                int a = 2 * L * (start + j);
                int b = a + 2 * L * quarter;
                int c = b + 2 * L * quarter;
                int d = c + 2 * L * quarter;
                FloatVector aR = FloatVector.fromArray(SPECIES, z, a);
                FloatVector aI = FloatVector.fromArray(SPECIES, z, a + L);
                FloatVector cR = FloatVector.fromArray(SPECIES, z, c);
                FloatVector cI = FloatVector.fromArray(SPECIES, z, c + L);
                FloatVector acR = aR.add(cR);
                FloatVector acI = aI.add(cI);
                FloatVector acr = aR.sub(cR);
                FloatVector aci = aI.sub(cI);
                FloatVector bR = FloatVector.fromArray(SPECIES, z, b);
                FloatVector bI = FloatVector.fromArray(SPECIES, z, b + L);
                FloatVector dR = FloatVector.fromArray(SPECIES, z, d);
                FloatVector dI = FloatVector.fromArray(SPECIES, z, d + L);
                FloatVector bdR = bR.add(dR);
                FloatVector bdI = bI.add(dI);
                FloatVector bdr = bI.sub(dI);
                FloatVector bdi = dR.sub(bR);
                acR.add(bdR).intoArray(z, a);
                acI.add(bdI).intoArray(z, a + L);
                FloatVector bTurnedR = acr.add(bdr);
                FloatVector bTurnedI = aci.add(bdi);
                float wr = w[6 * j];
                float wi = w[6 * j + 1];
                bTurnedR.fma(FloatVector.broadcast(SPECIES, wr), bTurnedI.mul(-wi))
                        .intoArray(z, b);
                bTurnedR.fma(FloatVector.broadcast(SPECIES, wi), bTurnedI.mul(wr))
                        .intoArray(z, b + L);
                FloatVector cTurnedR = acR.sub(bdR);
                FloatVector cTurnedI = acI.sub(bdI);
                wr = w[6 * j + 2];
                wi = w[6 * j + 3];
                cTurnedR.fma(FloatVector.broadcast(SPECIES, wr), cTurnedI.mul(-wi))
                        .intoArray(z, c);
                cTurnedR.fma(FloatVector.broadcast(SPECIES, wi), cTurnedI.mul(wr))
                        .intoArray(z, c + L);
                FloatVector dTurnedR = acr.sub(bdr);
                FloatVector dTurnedI = aci.sub(bdi);
                wr = w[6 * j + 4];
                wi = w[6 * j + 5];
                dTurnedR.fma(FloatVector.broadcast(SPECIES, wr), dTurnedI.mul(-wi))
                        .intoArray(z, d);
                dTurnedR.fma(FloatVector.broadcast(SPECIES, wi), dTurnedI.mul(wr))
                        .intoArray(z, d + L);
            }
        }
    }

    private void lastFours(int from, int to) {
        float[] z = values;
        for (int a = 2 * L * from; a < 2 * L * to; a += 8 * L) {
            FloatVector aR = FloatVector.fromArray(SPECIES, z, a);
            FloatVector aI = FloatVector.fromArray(SPECIES, z, a + L);
            FloatVector cR = FloatVector.fromArray(SPECIES, z, a + 4 * L);
            FloatVector cI = FloatVector.fromArray(SPECIES, z, a + 5 * L);
            FloatVector acR = aR.add(cR);
            FloatVector acI = aI.add(cI);
            FloatVector acr = aR.sub(cR);
            FloatVector aci = aI.sub(cI);
            FloatVector bR = FloatVector.fromArray(SPECIES, z, a + 2 * L);
            FloatVector bI = FloatVector.fromArray(SPECIES, z, a + 3 * L);
            FloatVector dR = FloatVector.fromArray(SPECIES, z, a + 6 * L);
            FloatVector dI = FloatVector.fromArray(SPECIES, z, a + 7 * L);
            FloatVector bdR = bR.add(dR);
            FloatVector bdI = bI.add(dI);
            FloatVector bdr = bI.sub(dI);
            FloatVector bdi = dR.sub(bR);
            acR.add(bdR).intoArray(z, a);
            acI.add(bdI).intoArray(z, a + L);
            acr.add(bdr).intoArray(z, a + 2 * L);
            aci.add(bdi).intoArray(z, a + 3 * L);
            acR.sub(bdR).intoArray(z, a + 4 * L);
            acI.sub(bdI).intoArray(z, a + 5 * L);
            acr.sub(bdr).intoArray(z, a + 6 * L);
            aci.sub(bdi).intoArray(z, a + 7 * L);
        }
    }

    private void lastTwos(int from, int to) {
        float[] z = values;
        for (int a = 2 * L * from; a < 2 * L * to; a += 4 * L) {
            FloatVector re = FloatVector.fromArray(SPECIES, z, a).sub(FloatVector.fromArray(SPECIES, z, a + 2 * L));
            FloatVector im = FloatVector.fromArray(SPECIES, z, a + L).sub(FloatVector.fromArray(SPECIES, z, a + 3 * L));
            FloatVector.fromArray(SPECIES, z, a)
                    .add(FloatVector.fromArray(SPECIES, z, a + 2 * L))
                    .intoArray(z, a);
            FloatVector.fromArray(SPECIES, z, a + L)
                    .add(FloatVector.fromArray(SPECIES, z, a + 3 * L))
                    .intoArray(z, a + L);
            re.intoArray(z, a + 2 * L);
            im.intoArray(z, a + 3 * L);
        }
    }
}
