package io.affekt.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendFileTest {

    private static final int SEGMENT_BYTES = 100_000;

    @TempDir
    Path folder;

    @Test
    void shouldReadBackWhatWasWrittenAcrossSegments() throws IOException {
        // given: pieces of any length, smaller and larger than what is written at once, over many segments
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> pieces = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        Path path = folder.resolve("file");
        try (AppendFile file = new AppendFile(path, SEGMENT_BYTES)) {
            for (int i = 0; i < 100; i++) {
                byte[] piece = new byte[random.nextInt(SEGMENT_BYTES + 1)];
                random.nextBytes(piece);
                pieces.add(piece);
                positions.add(file.append(ByteBuffer.wrap(piece)));
            }

            // when
            MappedFile mapped = file.map();

            // then
            for (int i = 0; i < pieces.size(); i++) {
                byte[] read = new byte[pieces.get(i).length];
                mapped.slice(positions.get(i), read.length).get(read);
                assertThat(read).as("piece %d at %d", i, positions.get(i)).isEqualTo(pieces.get(i));
            }
            mapped.close();
            assertThat(Files.size(path)).as("the disk has its room back").isZero();
            assertThatThrownBy(() -> mapped.slice(0, 1)).hasMessageContaining("closed");
        }
    }

    @Test
    void shouldRefuseWhatNoSegmentHolds() throws IOException {
        try (AppendFile file = new AppendFile(folder.resolve("file"), SEGMENT_BYTES)) {
            assertThatThrownBy(() -> file.append(ByteBuffer.allocate(SEGMENT_BYTES + 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
