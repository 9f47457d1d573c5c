package io.affekt.cli.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.affekt.model.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {

    @TempDir
    private Path folder;

    private void file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    @Test
    void shouldReadWhatTheNamesOfRavdessSay() throws IOException {
        file("speech/Actor_04/03-01-05-02-01-01-04.wav");
        file("song/Actor_03/03-02-04-01-01-01-03.wav");
        file("speech/notes.txt");

        assertThat(Corpus.read(folder))
                .extracting(
                        LabeledRecording::name,
                        LabeledRecording::emotion,
                        LabeledRecording::speaker,
                        LabeledRecording::song,
                        recording -> recording.groups().get("gender"))
                .containsExactly(
                        tuple("03-02-04-01-01-01-03", Emotion.SAD, "actor-03", true, "male"),
                        tuple("03-01-05-02-01-01-04", Emotion.ANGRY, "actor-04", false, "female"));
    }

    @Test
    void shouldRefuseTwoCopiesOfARecording() throws IOException {
        file("ravdess/Actor_04/03-01-05-02-01-01-04.wav");
        file("ravdess/copy/Actor_04/03-01-05-02-01-01-04.wav");

        assertThatThrownBy(() -> Corpus.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Two recordings are called 03-01-05-02-01-01-04")
                .hasMessageContaining("holds each recording once");
    }

    @Test
    void shouldTellRecordingsApartByTheirFolders() throws IOException {
        file("DC/a01.wav");
        file("JE/a01.wav");
        Files.writeString(
                folder.resolve("labels.csv"), "file,emotion,speaker\nDC/a01.wav,angry,dc\nJE/a01.wav,angry,je\n");

        assertThat(Corpus.read(folder)).extracting(LabeledRecording::name).containsExactly("DC_a01", "JE_a01");
    }

    @Test
    void shouldSayInWhichLineALabelCannotBeRead() throws IOException {
        file("a.wav");
        Files.writeString(folder.resolve("labels.csv"), "file,emotion,speaker\na.wav,bored,a\n");

        assertThatThrownBy(() -> Corpus.read(folder))
                .hasMessageContaining("line 2")
                .hasMessageContaining("bored");
    }
}
