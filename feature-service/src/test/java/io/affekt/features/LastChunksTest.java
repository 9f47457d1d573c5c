package io.affekt.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.features.LastChunks.Place;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LastChunksTest {

    private final List<Long> readAlone = new ArrayList<>();
    private final List<Long> readTogether = new ArrayList<>();

    private final LastChunks lastChunks = new LastChunks(
            new ChunkLog() {
                @Override
                public byte[] read(int partition, long offset) {
                    readAlone.add(offset);
                    return chunk(offset);
                }

                @Override
                public void readAll(int partition, NavigableSet<Long> offsets, Reader reader) {
                    readTogether.addAll(offsets);
                    offsets.forEach(offset -> reader.take(offset, offset == 13 ? null : chunk(offset)));
                }

                @Override
                public void close() {}
            },
            4);

    @Test
    void shouldNotAskForWhatWasReadAhead() {
        lastChunks.readAhead(0, offsets(10, 11, 12));

        assertThat(lastChunks.take(new Place(0, 11)).getSequence()).isEqualTo(11);
        assertThat(readAlone).isEmpty();
        assertThat(lastChunks.take(new Place(0, 11)).getSequence()).isEqualTo(11);
        assertThat(readAlone).containsExactly(11L);
    }

    @Test
    void shouldReadTheNewestAheadWhereTheyAreMoreThanItHolds() {
        lastChunks.readAhead(0, offsets(1, 2, 3, 4, 5, 6));

        assertThat(readTogether).containsExactly(3L, 4L, 5L, 6L);
        assertThat(lastChunks.held()).isEqualTo(4);
    }

    @Test
    void shouldAskAgainForWhatWasNotThere() {
        lastChunks.readAhead(0, offsets(13));

        assertThat(lastChunks.held()).isZero();
        assertThat(lastChunks.take(new Place(0, 13))).isNotNull();
        assertThat(readAlone).containsExactly(13L);
    }

    private static NavigableSet<Long> offsets(long... offsets) {
        NavigableSet<Long> set = new TreeSet<>();
        for (long offset : offsets) {
            set.add(offset);
        }
        return set;
    }

    private static byte[] chunk(long sequence) {
        return Topics.AUDIO_CHUNKS
                .serde()
                .serialize(
                        Topics.AUDIO_CHUNKS.name(),
                        AudioChunk.newBuilder()
                                .setCallId("call")
                                .setChannel(0)
                                .setRole(ChannelRole.customer)
                                .setSequence((int) sequence)
                                .setContentSha256("hash")
                                .setRecordedAt(Instant.EPOCH)
                                .setSamples(ByteBuffer.allocate(2))
                                .setLast(false)
                                .build());
    }
}
