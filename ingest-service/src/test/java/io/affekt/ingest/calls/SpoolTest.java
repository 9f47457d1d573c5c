package io.affekt.ingest.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    @TempDir
    Path folder;

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void shouldKeepAnUploadUntilItIsClosed() throws IOException {
        Spool spool = new Spool(folder, 1000, 1000);

        try (SpooledUpload upload = spool.take(new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(Files.readString(upload.file())).isEqualTo("abc");
            assertThat(upload.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }

        assertThat(files()).isZero();
    }

    @Test
    void shouldRefuseWhatIsTooLargeAndLeaveNothing() throws IOException {
        Spool spool = new Spool(folder, 1000, 5000);

        assertThatThrownBy(() -> spool.take(bytes(1001)))
                .isInstanceOfSatisfying(SpoolFullException.class, e -> assertThat(e.uploadTooLarge())
                        .isTrue());
        assertThat(files()).isZero();
        spool.take(bytes(1000)).close();
    }

    @Test
    void shouldBoundAllUploadsTogether() throws IOException {
        Spool spool = new Spool(folder, 1000, 1500);
        SpooledUpload first = spool.take(bytes(1000));

        assertThatThrownBy(() -> spool.take(bytes(600)))
                .isInstanceOfSatisfying(SpoolFullException.class, e -> assertThat(e.uploadTooLarge())
                        .isFalse());

        first.close();
        spool.take(bytes(1000)).close();
        assertThat(files()).isZero();
    }

    @Test
    void shouldClearWhatAKilledProcessLeft() throws IOException {
        Files.writeString(folder.resolve("call123.upload"), "half");

        assertThat(new Spool(folder, 10, 10)).isNotNull();

        assertThat(files()).isZero();
    }
}
