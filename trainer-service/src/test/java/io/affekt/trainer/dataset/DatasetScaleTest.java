package io.affekt.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.Architecture;
import io.affekt.model.EmotionClassifier;
import io.affekt.model.ModelArchive;
import io.affekt.model.ModelTrainer;
import io.affekt.model.TrainingSet;
import io.affekt.model.TrainingSettings;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Matrices;
import io.affekt.trainer.export.ExportFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200,000 windows of full size, 6 GB: the default model trained on them for an epoch, calibrated and judged, and all exported,
 * in 512 MB; {@code -Pscale} runs it.
 */
class DatasetScaleTest {

    private static final String SPECIFICATION = "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney";
    private static final int WINDOWS = 200_000;
    private static final int WINDOWS_IN_A_CALL = 100;
    private static final int SPEAKERS = 500;
    private static final int FRAMES = 94;
    private static final int COEFFICIENTS = 80;
    private static final long HEAP = 512L << 20;

    @TempDir
    Path folder;

    @Test
    void shouldTrainOnAndExportMoreThanTheHeapHolds() throws IOException {
        assertThat(Runtime.getRuntime().maxMemory()).as("this JVM's heap").isLessThanOrEqualTo(HEAP);
        long start = System.nanoTime();
        try (DatasetBuilder builder = new DatasetBuilder(SPECIFICATION, folder)) {
            fill(builder);
            say("taken", start);
            try (Dataset dataset = builder.build(Map.of())) {
                say("indexed", start);
                String hash = dataset.sha256();
                say("hashed " + hash, start);
                TrainingSet training = dataset.training();
                assertThat(training.windows() + dataset.heldOut().windows()).isEqualTo(WINDOWS);

                ModelArchive archive = ModelTrainer.train(
                                training,
                                TrainingSettings.of(Architecture.ENSEMBLE, SPECIFICATION, dataset.frames(), 1, 1),
                                ForkJoinPool.commonPool(),
                                (epoch, epochs, loss) -> assertThat(loss).isFinite())
                        .archive();

                say("trained on " + training.windows() + " windows", start);
                try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
                    assertThat(classifier.classify(dataset.heldOut()))
                            .hasSize(dataset.heldOut().windows());
                }
                say("judged on " + dataset.heldOut().windows() + " windows", start);
                for (ExportFormat format : ExportFormat.values()) {
                    format.write(dataset, OutputStream.nullOutputStream());
                    say("written as " + format.label(), start);
                }
            }
        }
        say("closed", start);
    }

    private static void fill(DatasetBuilder builder) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[FRAMES * COEFFICIENTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-50, 50);
        }
        Emotion[] emotions = Emotion.values();
        for (int i = 0; i < WINDOWS; i++) {
            // The newest windows first: keys do not come in their order.
            int window = WINDOWS - 1 - i;
            values[window % values.length] = window;
            LabeledWindows.put(
                    builder,
                    LabeledWindows.of(
                            "call-" + window / WINDOWS_IN_A_CALL,
                            window % WINDOWS_IN_A_CALL,
                            "speaker-" + window / WINDOWS_IN_A_CALL % SPEAKERS,
                            "none",
                            emotions[window % emotions.length],
                            FeatureMatrix.newBuilder()
                                    .setSpecification(SPECIFICATION)
                                    .setFrames(FRAMES)
                                    .setCoefficients(COEFFICIENTS)
                                    .setMatrix(Matrices.encode(values))
                                    .build()));
        }
    }

    private static void say(String what, long start) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        long after = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
        System.out.printf(
                "%s after %d s; heap at most %d MB, %d MB after the last collection%n",
                what, Duration.ofNanos(System.nanoTime() - start).toSeconds(), peak >> 20, after >> 20);
    }
}
