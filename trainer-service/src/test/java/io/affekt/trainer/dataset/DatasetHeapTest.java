package io.affekt.trainer.dataset;

import static io.affekt.trainer.dataset.LabeledWindows.SPECIFICATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.TrainingSet;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.FeatureMatrix;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heap does not grow with the windows; {@code DatasetScaleTest} shows the same at full size. */
class DatasetHeapTest {

    /** As many as fill what the index keeps of itself in memory. */
    private static final int FEW = 200_000;

    private static final int MANY = 320_000;
    private static final FeatureMatrix MATRIX = LabeledWindows.matrix(2, 2, 1, 2, 3, 4);

    @TempDir
    Path folder;

    /** Bytes that are in use when all that is garbage is gone. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void put(DatasetBuilder into, int from, int to) {
        for (int i = from; i < to; i++) {
            LabeledWindows.put(
                    into,
                    LabeledWindows.of("call-" + i % 1000, i / 1000, "speaker-" + i % 50, "none", Emotion.sad, MATRIX));
        }
    }

    @Test
    void shouldNotGrowWithTheWindowsThatAreTaken() throws IOException {
        try (DatasetBuilder builder = new DatasetBuilder(SPECIFICATION, folder)) {
            put(builder, 0, FEW);
            long withFew = heap();

            put(builder, FEW, MANY);

            assertThat((double) (heap() - withFew) / (MANY - FEW))
                    .as("bytes on the heap for each further window")
                    .isLessThan(40);
        }
    }

    @Test
    void shouldHoldNoMoreThanTheOrderOfWhatIsRead() throws IOException {
        long before = heap();

        try (Dataset dataset = dataset()) {
            TrainingSet training = dataset.training();
            TrainingSet heldOut = dataset.heldOut();

            assertThat((double) (heap() - before) / MANY)
                    .as("bytes on the heap for each window")
                    .isLessThan(16);
            assertThat(training.windows() + heldOut.windows()).isEqualTo(MANY);
            assertThat(dataset.sha256()).hasSize(64);
        }
    }

    private Dataset dataset() throws IOException {
        try (DatasetBuilder builder = new DatasetBuilder(SPECIFICATION, folder)) {
            put(builder, 0, MANY);
            return builder.build(Map.of());
        }
    }
}
