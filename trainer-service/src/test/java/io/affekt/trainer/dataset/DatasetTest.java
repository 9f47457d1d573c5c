package io.affekt.trainer.dataset;

import static io.affekt.trainer.dataset.LabeledWindows.SPECIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affekt.model.TrainingSet;
import io.affekt.schemas.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    /** Of the ten speakers below, as sha256sum gives it for the concatenated records. */
    private static final String TEN_SPEAKERS = "67b8f8acd29ae837b178ff80a2d857c535e6e6034bfa2b3ead4853d5ddbbbfbe";

    @TempDir
    Path folder;

    private DatasetBuilder builder;
    private Dataset dataset;

    @BeforeEach
    void open() throws IOException {
        builder = new DatasetBuilder(SPECIFICATION, folder);
    }

    @AfterEach
    void close() throws IOException {
        builder.close();
        if (dataset != null) {
            dataset.close();
        }
    }

    private Dataset built() throws IOException {
        dataset = builder.build(Map.of());
        return dataset;
    }

    private static void put(
            DatasetBuilder into, String call, String speaker, String augmentation, Emotion emotion, float value) {
        LabeledWindows.put(
                into,
                LabeledWindows.of(
                        call, 0, speaker, augmentation, emotion, LabeledWindows.matrix(2, 2, value, 1, 2, 3)));
    }

    private static void tenSpeakers(DatasetBuilder into) {
        for (int i = 0; i < 10; i++) {
            put(into, "call-" + i, "speaker-" + i, "none", Emotion.happy, i);
            put(into, "call-" + i, "speaker-" + i, "telephone", Emotion.happy, 100 + i);
        }
    }

    @Test
    void shouldNeverTrainOnWhomItJudges() throws IOException {
        tenSpeakers(builder);
        built();

        TrainingSet training = dataset.training();
        TrainingSet heldOut = dataset.heldOut();

        assertThat(dataset.heldOutSpeakers()).isNotEmpty();
        assertThat(heldOut.windows()).isEqualTo(dataset.heldOutSpeakers().size());
        assertThat(training.windows() + heldOut.windows()).isEqualTo(10);
        for (int w = 0; w < heldOut.windows(); w++) {
            assertThat(heldOut.copies(w)).as("only originals are judged on").isEqualTo(1);
            assertThat(heldOut.features(w, 0).values()[0]).isLessThan(100);
            assertThat(dataset.heldOutSpeakers()).contains(heldOut.speaker(w));
        }
        for (int w = 0; w < training.windows(); w++) {
            assertThat(dataset.heldOutSpeakers()).doesNotContain(training.speaker(w));
            assertThat(training.clip(w)).isEqualTo(training.speaker(w).replace("speaker", "call"));
        }
    }

    @Test
    void shouldGiveTheOriginalFirstAndThenItsCopiesInOrder() throws IOException {
        put(builder, "b", "s", "telephone", Emotion.happy, 3);
        put(builder, "b", "s", "none", Emotion.happy, 1);
        put(builder, "b", "s", "noise-15db", Emotion.happy, 2);
        put(builder, "a", "s", "telephone", Emotion.happy, 9);
        TrainingSet training = built().training();

        assertThat(training.windows())
                .as("a copy without original teaches nothing")
                .isEqualTo(1);
        assertThat(training.copies(0)).isEqualTo(3);
        assertThat(Stream.of(0, 1, 2).map(copy -> training.features(0, copy).values()[0]))
                .containsExactly(1f, 2f, 3f);
        assertThatThrownBy(() -> training.features(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldNotTrainOnACopyThatSpeaksByTheNameOfAHeldOutSpeaker() throws IOException {
        // given: a window that was relabelled with its speaker, while its copy still has the old one
        tenSpeakers(builder);
        String heldOut = built().heldOutSpeakers().iterator().next();
        dataset.close();
        builder = new DatasetBuilder(SPECIFICATION, folder);
        tenSpeakers(builder);
        put(builder, "relabelled", "speaker-new", "none", Emotion.sad, 7);
        put(builder, "relabelled", heldOut, "telephone", Emotion.sad, 8);

        TrainingSet training = built().training();

        int window = 0;
        while (!training.clip(window).equals("relabelled")) {
            window++;
        }
        assertThat(training.copies(window)).isEqualTo(1);
    }

    @Test
    void shouldHonourRelabelsAndTombstones() throws IOException {
        put(builder, "call", null, "none", Emotion.happy, 1);
        put(builder, "call", null, "none", Emotion.sad, 2);
        put(builder, "gone", null, "none", Emotion.sad, 3);
        builder.remove("gone/0/0/none");
        built();

        assertThat(dataset.size()).isEqualTo(1);
        assertThat(dataset.speakers()).as("a call without speaker is its own").containsExactly("call");
        assertThat(dataset.training().emotion(0)).isEqualTo(io.affekt.model.Emotion.SAD);
        assertThat(dataset.training().features(0, 0).values()[0]).isEqualTo(2f);
    }

    @Test
    void shouldRefuseWhatItsKeyDoesNotName() {
        assertThatThrownBy(() -> builder.put(
                        "another/0/0/none",
                        LabeledWindows.of("call", 0, null, "none", Emotion.sad, LabeledWindows.matrix(1, 1, 1))))
                .hasMessageContaining("'another/0/0/none' is not that of its window");
        assertThatThrownBy(() -> put(builder, "call", null, "a/b", Emotion.sad, 1))
                .hasMessageContaining("'a/b' is not a name");
    }

    @Test
    void shouldHashWhatItHoldsWhateverTheOrder() throws IOException {
        tenSpeakers(builder);
        assertThat(built().sha256()).isEqualTo(TEN_SPEAKERS);

        try (DatasetBuilder reversed = new DatasetBuilder(SPECIFICATION, folder)) {
            for (int i = 9; i >= 0; i--) {
                put(reversed, "call-" + i, "speaker-" + i, "telephone", Emotion.happy, 100 + i);
                put(reversed, "call-" + i, "speaker-" + i, "none", Emotion.happy, i);
            }
            try (Dataset same = reversed.build(Map.of())) {
                assertThat(same.sha256()).isEqualTo(TEN_SPEAKERS);
            }
        }
        try (DatasetBuilder relabelled = new DatasetBuilder(SPECIFICATION, folder)) {
            tenSpeakers(relabelled);
            put(relabelled, "call-3", "speaker-3", "none", Emotion.sad, 3);
            try (Dataset other = relabelled.build(Map.of())) {
                assertThat(other.sha256()).isNotEqualTo(TEN_SPEAKERS);
            }
        }
    }

    @Test
    void shouldBeReadBySeveralThreads() throws Exception {
        for (int i = 0; i < 1000; i++) {
            put(builder, "call-" + i, "one", "none", Emotion.happy, i);
        }
        TrainingSet training = built().training();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                readers.add(threads.submit(() -> {
                    for (int w = 0; w < training.windows(); w++) {
                        assertThat("call-" + (int) training.features(w, 0).values()[0])
                                .isEqualTo(training.clip(w));
                    }
                }));
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldBeEmptyWhereNothingIsLabelled() throws IOException {
        built();

        assertThat(dataset.size()).isZero();
        assertThat(dataset.frames()).isZero();
        assertThat(dataset.training().windows()).isZero();
        assertThat(dataset.heldOut().windows()).isZero();
        assertThat(dataset.sha256()).hasSize(64);
    }

    @Test
    void shouldLeaveNoFileBehind() throws IOException {
        tenSpeakers(builder);
        built();
        DatasetBuilder cancelled = new DatasetBuilder(SPECIFICATION, folder);
        tenSpeakers(cancelled);

        cancelled.close();
        dataset.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLeaveNoFileBehindWhenItsThreadIsInterrupted() throws IOException {
        tenSpeakers(builder);
        built();
        DatasetBuilder cancelled = new DatasetBuilder(SPECIFICATION, folder);
        tenSpeakers(cancelled);

        Thread.currentThread().interrupt();
        try {
            cancelled.close();
            dataset.close();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldDeleteWhatAKilledProcessLeft() throws IOException {
        // given: a dataset in use, and the folder of one whose process is gone
        tenSpeakers(builder);
        built();
        Path killed = Files.createDirectory(folder.resolve("dataset123"));
        Files.createFile(killed.resolve("lock"));
        Files.write(killed.resolve("matrices"), new byte[10]);
        Path another = Files.createFile(folder.resolve("notes.txt"));

        DatasetFolder.deleteStale(folder);

        assertThat(killed).doesNotExist();
        assertThat(another).exists();
        assertThat(dataset.sha256()).isEqualTo(TEN_SPEAKERS);
    }
}
