package io.affekt.trainer.export;

import static io.affekt.trainer.dataset.LabeledWindows.SPECIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affekt.schemas.Emotion;
import io.affekt.trainer.dataset.Dataset;
import io.affekt.trainer.dataset.DatasetBuilder;
import io.affekt.trainer.dataset.LabeledWindows;
import io.jhdf.HdfFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFormatTest {

    /** In key order; zeros where a matrix is smaller than the largest. */
    private static final float[][][] FEATURES = {
        {{1, 2}, {3, 4}, {0, 0}}, {{5, 0}, {6, 0}, {7, 0}}, {{8, 9}, {10, 11}, {12, 13}}
    };

    private static final String CSV = String.join(
                    "\r\n",
                    "key,call,channel,window,augmentation,emotion,speaker,held_out",
                    "a/0/0/none,a,0,0,none,happy,\"Ann \"\"A\"\", Zoë\",%s",
                    "a/0/0/telephone,a,0,0,telephone,happy,\"Ann \"\"A\"\", Zoë\",%s",
                    "call-2/0/17/none,call-2,0,17,none,sad,call-2,%s")
            + "\r\n";

    @TempDir
    Path folder;

    private Dataset dataset;

    @BeforeEach
    void build() throws IOException {
        try (DatasetBuilder builder = new DatasetBuilder(SPECIFICATION, folder)) {
            LabeledWindows.put(
                    builder,
                    LabeledWindows.of(
                            "call-2",
                            17,
                            null,
                            "none",
                            Emotion.sad,
                            LabeledWindows.matrix(3, 2, 8, 9, 10, 11, 12, 13)));
            LabeledWindows.put(
                    builder,
                    LabeledWindows.of(
                            "a", 0, "Ann \"A\", Zoë", "none", Emotion.happy, LabeledWindows.matrix(2, 2, 1, 2, 3, 4)));
            LabeledWindows.put(
                    builder,
                    LabeledWindows.of(
                            "a",
                            0,
                            "Ann \"A\", Zoë",
                            "telephone",
                            Emotion.happy,
                            LabeledWindows.matrix(3, 1, 5, 6, 7)));
            dataset = builder.build(Map.of());
        }
    }

    @AfterEach
    void close() throws IOException {
        dataset.close();
    }

    private byte[] written(ExportFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(dataset, out);
        return out.toByteArray();
    }

    private String csv() {
        boolean ann = dataset.heldOutSpeakers().contains("Ann \"A\", Zoë");
        return CSV.formatted(ann, ann, !ann);
    }

    @Test
    void shouldWriteTheRecordsAsCsv() throws IOException {
        assertThat(new String(written(ExportFormat.CSV), StandardCharsets.UTF_8))
                .isEqualTo(csv());
    }

    @Test
    void shouldWriteArraysForNumPy() throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written(ExportFormat.NPY)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }

        assertThat(entries).containsOnlyKeys("features.npy", "frames.npy", "records.csv");
        assertThat(new String(entries.get("records.csv"), StandardCharsets.UTF_8))
                .isEqualTo(csv());
        ByteBuffer features = npy(entries.get("features.npy"), "'descr': '<f4'", "'shape': (3, 3, 2)");
        for (float[][] matrix : FEATURES) {
            for (float[] frame : matrix) {
                for (float value : frame) {
                    assertThat(features.getFloat()).isEqualTo(value);
                }
            }
        }
        assertThat(features.hasRemaining()).isFalse();
        ByteBuffer frames = npy(entries.get("frames.npy"), "'descr': '<i4'", "'shape': (3,)");
        assertThat(new int[] {frames.getInt(), frames.getInt(), frames.getInt()})
                .containsExactly(2, 3, 3);
    }

    /** The values behind the header, which must be as it is written in the description of the format. */
    private static ByteBuffer npy(byte[] file, String... header) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(Arrays.copyOf(file, 8)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        int length = bytes.getShort(8);
        assertThat((10 + length) % 64).isZero();
        assertThat(new String(file, 10, length, StandardCharsets.US_ASCII))
                .contains(header)
                .endsWith("\n");
        return bytes.position(10 + length);
    }

    @Test
    void shouldWriteHdf5() throws IOException {
        Path file = folder.resolve("dataset.h5");
        Files.write(file, written(ExportFormat.HDF5));

        try (HdfFile hdf = new HdfFile(file)) {
            assertThat(hdf.getDatasetByPath("features").getData()).isEqualTo(FEATURES);
            assertThat(hdf.getDatasetByPath("features")
                            .getAttribute("specification")
                            .getData())
                    .isEqualTo(SPECIFICATION);
            assertThat(hdf.getDatasetByPath("frames").getData()).isEqualTo(new int[] {2, 3, 3});
            assertThat(hdf.getDatasetByPath("window").getData()).isEqualTo(new int[] {0, 0, 17});
            assertThat(hdf.getDatasetByPath("key").getData())
                    .isEqualTo(new String[] {"a/0/0/none", "a/0/0/telephone", "call-2/0/17/none"});
            assertThat(hdf.getDatasetByPath("speaker").getData())
                    .isEqualTo(new String[] {"Ann \"A\", Zoë", "Ann \"A\", Zoë", "call-2"});
            assertThat(hdf.getDatasetByPath("emotion").getData()).isEqualTo(new String[] {"happy", "happy", "sad"});
        }
    }

    @Test
    void shouldSayWhichFormatsThereAre() {
        assertThatThrownBy(() -> ExportFormat.named("xls"))
                .hasMessage("'xls' is not a format; there are hdf5, npy, csv");
    }
}
