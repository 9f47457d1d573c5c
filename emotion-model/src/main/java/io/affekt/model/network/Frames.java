package io.affekt.model.network;

/**
 * How sequences lie in an array. A row is one example: {@code frames x channels} values, frame after frame, then the number
 * of frames that hold sound. Values behind those are 0.
 *
 * @param frames frames in a row
 * @param channels values in a frame
 */
public record Frames(int frames, int channels) {

    /** Values in a row. */
    public int row() {
        return frames * channels + 1;
    }

    /** How many examples an array of rows holds. */
    int examples(float[] rows) {
        return rows.length / row();
    }

    void setValid(float[] rows, int example, int valid) {
        rows[(example + 1) * row() - 1] = valid;
    }

    /** How many frames of an example hold sound. */
    int valid(float[] rows, int example) {
        return (int) rows[(example + 1) * row() - 1];
    }
}
