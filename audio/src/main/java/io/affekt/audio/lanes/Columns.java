package io.affekt.audio.lanes;

/**
 * Samples laid out so that one vector load takes the same sample of neighbouring frames: column c holds the {@code rows}
 * samples from c x hop on, and row r of all columns is contiguous. Sample i of the frame that starts at column c is
 * {@code values()[offset(i) + c]}, also where a frame is longer than a hop and goes on in the next columns.
 *
 * <p>Each sample is moved once, however many frames overlap in it. Not thread-safe.
 */
public final class Columns {

    /** Rows moved together: they stay in the nearest cache while all columns are filled. */
    private static final int TILE = 128;

    private final int hop;
    private final int rows;
    private final int stride;
    private final float[] values;

    /**
     * @param frames how many frames start here
     * @param hop samples from column to column
     * @param length samples of a frame
     */
    public Columns(int frames, int hop, int length) {
        this.hop = hop;
        rows = Math.min(hop, length);
        stride = frames + (length - 1) / hop;
        values = new float[rows * stride];
    }

    public float[] values() {
        return values;
    }

    /** Where sample {@code i} of the frame that starts at column 0 is. */
    public int offset(int i) {
        return i % hop * stride + i / hop;
    }

    /** Where column c takes its samples from; what lies outside the array is zero. */
    public interface Source {

        float[] samples(int column);

        /** Index in {@link #samples} of the column's first sample; may be negative, or beyond the end. */
        int start(int column);
    }

    /** Fills all columns, from {@code firstColumn} of the source on. */
    public void fill(Source source, int firstColumn) {
        for (int tile = 0; tile < rows; tile += TILE) {
            int height = Math.min(TILE, rows - tile);
            for (int c = 0; c < stride; c++) {
                fill(tile * stride + c, source.samples(firstColumn + c), source.start(firstColumn + c) + tile, height);
            }
        }
    }

    /** Fills the columns from one array; column 0 starts at {@code from}. What lies beyond its end stays as it was. */
    public void fill(float[] samples, int from) {
        for (int r = 0; r < rows; r++) {
            int at = r * stride;
            int filled = Math.min(stride, (samples.length - from - r + hop - 1) / hop);
            for (int c = 0; c < filled; c++) {
                values[at + c] = samples[from + c * hop + r];
            }
        }
    }

    private void fill(int at, float[] samples, int start, int height) {
        int from = Math.min(height, Math.max(0, -start));
        int to = Math.max(from, Math.min(height, samples.length - start));
        for (int r = 0; r < from; r++) {
            values[at + r * stride] = 0;
        }
        for (int r = from; r < to; r++) {
            values[at + r * stride] = samples[start + r];
        }
        for (int r = to; r < height; r++) {
            values[at + r * stride] = 0;
        }
    }
}
