package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the index holds of a record of {@code labeled-features}, beside its key.
 *
 * @param position where its matrix starts, bytes
 * @param frames frames of the matrix
 * @param coefficients coefficients in a frame
 * @param emotion the label
 * @param speaker who speaks; the call id where nobody said
 */
record IndexedWindow(long position, int frames, int coefficients, Emotion emotion, String speaker) {

    private static final int HEAD_BYTES = Long.BYTES + 2 * Integer.BYTES + 1;

    byte[] toBytes() {
        byte[] name = speaker.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD_BYTES + name.length)
                .putLong(position)
                .putInt(frames)
                .putInt(coefficients)
                .put((byte) emotion.ordinal())
                .put(name)
                .array();
    }

    static IndexedWindow of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        return new IndexedWindow(
                from.getLong(),
                from.getInt(),
                from.getInt(),
                Emotion.ALL.get(from.get()),
                new String(bytes, HEAD_BYTES, bytes.length - HEAD_BYTES, StandardCharsets.UTF_8));
    }
}
