package io.affekt.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.Emotion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaperStudyTest {

    private static final int RATE = 16_000;
    private static final int CLIPS = 12;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        workers.shutdownNow();
    }

    @Test
    void shouldMeasureEveryReadingAndSearchItsSettingsOnce() throws IOException {
        List<LabeledRecording> recordings = tones();

        String page = study(recordings).run(2);
        Map<Path, FileTime> kept = kept();
        String again = study(recordings).run(2);

        for (PaperReading reading : PaperReading.ALL) {
            String label = reading.architecture().label();
            assertThat(page).contains(reading.what(), reading.claim());
            assertThat(kept.keySet())
                    .anyMatch(file -> file.getFileName().toString().matches("paper-" + label + "-[0-9a-f]{12}.json"))
                    .anyMatch(file -> file.getFileName().toString().startsWith("paper-" + label + "-search2-"));
        }
        // A reading's search stands under it.
        List<String> order = PaperReading.ALL.stream()
                .map(reading -> reading.architecture().label())
                .toList();
        List<String> rows = Pattern.compile("<th scope=\"row\">(paper-[a-z0-9-]+)")
                .matcher(page)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(rows).containsAll(order).isSortedAccordingTo(Comparator.comparingInt(order::indexOf));
        // What a search finds is measured too, unless it is what was measured before.
        List<String> measured = kept.keySet().stream()
                .map(Path::toString)
                .filter(file -> !file.contains("-search2-"))
                .map(file -> file.substring(file.lastIndexOf('-')))
                .toList();
        int nothingBetter = page.split("found nothing better", -1).length - 1;
        assertThat(measured).doesNotHaveDuplicates().hasSize(2 * PaperReading.ALL.size() - nothingBetter);
        assertThat(again).isEqualTo(page);
        assertThat(kept()).isEqualTo(kept);
    }

    private PaperStudy study(List<LabeledRecording> recordings) throws IOException {
        return new PaperStudy(recordings, 10, 1, new FoldStore(folder.resolve("kept"), recordings), workers);
    }

    private Map<Path, FileTime> kept() throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    /** Tones of a second, a pitch for each emotion. */
    private List<LabeledRecording> tones() throws IOException {
        List<LabeledRecording> recordings = new ArrayList<>();
        for (int clip = 0; clip < CLIPS; clip++) {
            Emotion emotion = Emotion.ALL.get(clip % 4);
            byte[] samples = new byte[2 * RATE];
            for (int i = 0; i < samples.length / 2; i++) {
                double hertz = 200 * (1 + emotion.ordinal()) + clip;
                int sample = (int) (8000 * Math.sin(2 * Math.PI * hertz * i / RATE));
                samples[2 * i] = (byte) sample;
                samples[2 * i + 1] = (byte) (sample >> 8);
            }
            Path file = folder.resolve(clip + ".wav");
            AudioSystem.write(
                    new AudioInputStream(
                            new ByteArrayInputStream(samples),
                            new AudioFormat(RATE, 16, 1, true, false),
                            samples.length / 2),
                    AudioFileFormat.Type.WAVE,
                    file.toFile());
            recordings.add(new LabeledRecording(
                    file, file.getFileName().toString(), emotion, "speaker-" + clip % 3, false, Map.of()));
        }
        return recordings;
    }
}
