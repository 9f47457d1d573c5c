package io.affekt.model.network;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's arrays as Java sees them. */
public final class OffHeap {

    private OffHeap() {}

    /** A copy of the values, row after row. */
    static float[] read(INDArray array) {
        float[] values = new float[(int) array.length()];
        INDArray rows = array.ordering() == 'c' && !array.isView() ? array : array.dup('c');
        new FloatPointer(rows.data().addressPointer()).get(values);
        return values;
    }

    /** Values, row after row, as an array that belongs to no workspace: whoever makes it closes it. */
    public static INDArray array(float[] values, long... dimensions) {
        INDArray array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', dimensions);
        window(array).put(values);
        return array;
    }

    /** Values as an array of rows, in the workspace that is meant for them. */
    static INDArray write(float[] values, int row, ArrayType type, LayerWorkspaceMgr workspaces) {
        INDArray rows =
                workspaces.createUninitialized(type, DataType.FLOAT, new long[] {values.length / row, row}, 'c');
        window(rows).put(values);
        return rows;
    }

    /** An array in column order, of whatever was in memory, that belongs to no workspace: whoever makes it closes it. */
    public static INDArray columns(long rows, long columns) {
        return Nd4j.createUninitializedDetached(DataType.FLOAT, 'f', rows, columns);
    }

    /** A window on the values of an array that is no view, in their order in memory. */
    public static FloatBuffer window(INDArray array) {
        return new FloatPointer(array.data().addressPointer())
                .capacity(array.length())
                .asBuffer();
    }
}
