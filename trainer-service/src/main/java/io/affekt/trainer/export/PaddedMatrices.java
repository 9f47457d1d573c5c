package io.affekt.trainer.export;

import io.affekt.trainer.dataset.Dataset;
import io.affekt.trainer.dataset.DatasetRecord;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The matrices of a dataset in the shape of the largest, zeros behind what they have. Used by one thread. */
final class PaddedMatrices {

    private final Dataset dataset;
    /** Of the matrix that was asked for last. */
    private final byte[] padded;

    PaddedMatrices(Dataset dataset) {
        this.dataset = dataset;
        padded = new byte[dataset.frames() * dataset.coefficients() * Float.BYTES];
    }

    /** float32, little-endian, frame after frame; overwritten by the next call. */
    byte[] bytes(int record) {
        DatasetRecord shape = dataset.record(record);
        ByteBuffer matrix = dataset.matrix(record);
        Arrays.fill(padded, (byte) 0);
        int row = shape.coefficients() * Float.BYTES;
        for (int frame = 0; frame < shape.frames(); frame++) {
            matrix.get(padded, frame * dataset.coefficients() * Float.BYTES, row);
        }
        return padded;
    }
}
