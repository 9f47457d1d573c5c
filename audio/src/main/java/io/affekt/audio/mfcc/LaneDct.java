package io.affekt.audio.mfcc;

import io.affekt.audio.lanes.Lanes;
import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The orthonormal DCT-II of frames in lanes. Even coefficients are even about the middle of the bands and odd ones odd, so
 * sums and differences of the two halves are enough. Not thread-safe.
 */
final class LaneDct {

    private static final int L = Lanes.COUNT;
    /** Coefficients that are summed together, so that each band is loaded once for all of them. */
    private static final int TILE = 8;

    private final FeatureSpecification specification;
    private final int index;
    private final int bands;
    private final int half;
    /** For each parity, tile after tile: {@code [band][coefficient in tile]}. */
    private final float[][] tables;

    private final float[][] folded;
    private final float[] result;

    /** @param index the specification's place among the matrices of a window */
    LaneDct(FeatureSpecification specification, int index) {
        this.specification = specification;
        this.index = index;
        bands = specification.melBands();
        half = (bands + 1) / 2;
        double[] exact = Mfcc.dctTable(specification.coefficients(), bands);
        int tiles = (specification.coefficients() + 2 * TILE - 1) / (2 * TILE);
        tables = new float[2][tiles * TILE * half];
        folded = new float[2][half * L];
        result = new float[2 * TILE * tiles * L];
        for (int c = 0; c < specification.coefficients(); c++) {
            int tile = c / 2 / TILE;
            for (int b = 0; b < half; b++) {
                tables[c % 2][(tile * half + b) * TILE + c / 2 % TILE] = (float) exact[c * bands + b];
            }
        }
    }

    /**
     * @param logMel group after group of L columns: band after band in lanes
     * @param floor what each column's levels may not go below
     */
    void write(List<float[]> windows, FrameColumns frames, float[] logMel, float[] floor, float[][][] matrices) {
        int coefficients = specification.coefficients();
        int every = specification.every();
        for (int w = 0; w < windows.size(); w++) {
            matrices[w][index] = new float[specification.frames(windows.get(w).length) * coefficients];
        }
        for (int column = 0; column < frames.count(); column += L) {
            fold(logMel, column * bands, FloatVector.fromArray(Lanes.SPECIES, floor, column));
            for (int tile = 0; 2 * TILE * tile < coefficients; tile++) {
                transform(tables[0], folded[0], tile, 2 * TILE * tile);
                transform(tables[1], folded[1], tile, 2 * TILE * tile + 1);
            }
            for (int lane = 0; lane < L; lane++) {
                int frame = frames.frame(column + lane);
                if (frame >= 0 && frame % every == 0) {
                    float[] matrix = matrices[frames.window(column + lane)][index];
                    int to = frame / every * coefficients;
                    for (int c = 0; c < coefficients; c++) {
                        matrix[to + c] = result[c * L + lane];
                    }
                }
            }
        }
    }

    private void fold(float[] logMel, int from, FloatVector floor) {
        for (int b = 0; b < bands / 2; b++) {
            FloatVector low =
                    FloatVector.fromArray(Lanes.SPECIES, logMel, from + b * L).max(floor);
            FloatVector high = FloatVector.fromArray(Lanes.SPECIES, logMel, from + (bands - 1 - b) * L)
                    .max(floor);
            low.add(high).intoArray(folded[0], b * L);
            low.sub(high).intoArray(folded[1], b * L);
        }
        if (bands % 2 == 1) {
            FloatVector middle = FloatVector.fromArray(Lanes.SPECIES, logMel, from + bands / 2 * L)
                    .max(floor);
            middle.intoArray(folded[0], bands / 2 * L);
            // Odd coefficients are zero in the middle, and so is their table.
            middle.intoArray(folded[1], bands / 2 * L);
        }
    }

    private void transform(float[] table, float[] values, int tile, int first) {
        FloatVector a = FloatVector.zero(Lanes.SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int t = tile * half * TILE;
        for (int band = 0; band < half; band++, t += TILE) {
            FloatVector value = FloatVector.fromArray(Lanes.SPECIES, values, band * L);
            a = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t]), a);
            b = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t + 1]), b);
            c = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t + 2]), c);
            d = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t + 3]), d);
            e = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t + 4]), e);
            f = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t + 5]), f);
            g = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t + 6]), g);
            h = value.fma(FloatVector.broadcast(Lanes.SPECIES, table[t + 7]), h);
        }
        a.intoArray(result, first * L);
        b.intoArray(result, (first + 2) * L);
        c.intoArray(result, (first + 4) * L);
        d.intoArray(result, (first + 6) * L);
        e.intoArray(result, (first + 8) * L);
        f.intoArray(result, (first + 10) * L);
        g.intoArray(result, (first + 12) * L);
        h.intoArray(result, (first + 14) * L);
    }
}
