package io.affekt.audio.mfcc;

import io.affekt.audio.lanes.Columns;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of several windows in a row of columns: each window has a column for each frame, and after them as many as
 * its last frame reaches over. Not thread-safe.
 */
final class FrameColumns implements Columns.Source {

    private static final float[] NOTHING = new float[0];

    private final int hop;
    /** Samples before a frame's centre that its first column starts. */
    private final int lead;
    /** Columns that a frame reaches over beside its own. */
    private final int overlap;

    private List<float[]> windows = List.of();
    private int columns;
    private int[] windowOf = new int[0];
    private int[] frameOf = new int[0];

    FrameColumns(int hop, int windowLength, int fftLength) {
        this.hop = hop;
        lead = fftLength / 2 - (fftLength - windowLength) / 2;
        overlap = (windowLength - 1) / hop;
    }

    void lay(List<float[]> windows) {
        this.windows = windows;
        columns = 0;
        for (int w = 0; w < windows.size(); w++) {
            int frames = frames(windows.get(w));
            int end = columns + frames + overlap;
            if (windowOf.length < end) {
                windowOf = Arrays.copyOf(windowOf, 2 * end);
                frameOf = Arrays.copyOf(frameOf, 2 * end);
            }
            for (int f = 0; columns < end; f++, columns++) {
                windowOf[columns] = w;
                frameOf[columns] = f;
            }
        }
    }

    int count() {
        return columns;
    }

    /** The window of a column. */
    int window(int column) {
        return windowOf[column];
    }

    /** The frame that starts at a column; -1 where none does. */
    int frame(int column) {
        return column < columns && frameOf[column] < frames(windows.get(windowOf[column])) ? frameOf[column] : -1;
    }

    /** Frames of a window, centred at every hop. */
    private int frames(float[] window) {
        return window.length / hop + 1;
    }

    @Override
    public float[] samples(int column) {
        return column < columns ? windows.get(windowOf[column]) : NOTHING;
    }

    @Override
    public int start(int column) {
        return column < columns ? frameOf[column] * hop - lead : 0;
    }
}
