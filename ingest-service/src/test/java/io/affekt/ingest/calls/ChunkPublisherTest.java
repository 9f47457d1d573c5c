package io.affekt.ingest.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ChunkPublisherTest {

    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, new CallIdPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    private final ChunkPublisher publisher = new ChunkPublisher(kafka);

    private static AudioChunk chunk(int sequence) {
        return AudioChunk.newBuilder()
                .setCallId("call")
                .setChannel(0)
                .setRole(ChannelRole.customer)
                .setSequence(sequence)
                .setContentSha256("sound")
                .setRecordedAt(Instant.EPOCH)
                .setSamples(ByteBuffer.allocate(2))
                .setLast(false)
                .build();
    }

    @Test
    void shouldSendNothingBehindAChunkThatWasNotTaken() {
        publisher.send(chunk(0));
        publisher.send(chunk(1));
        kafka.completeNext();
        kafka.errorNext(new RecordTooLargeException("no"));

        publisher.send(chunk(2));

        assertThat(kafka.history())
                .extracting(ProducerRecord::value)
                .extracting(value -> Topics.AUDIO_CHUNKS.serde().deserialize("audio-chunks", value))
                .extracting(AudioChunk::getSequence)
                .containsExactly(0, 1);
        assertThatThrownBy(() -> publisher.awaitAcknowledged(Duration.ofSeconds(5)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void shouldNotWaitForEverForABrokerThatDoesNotAnswer() {
        publisher.send(chunk(0));

        assertThatThrownBy(() -> publisher.awaitAcknowledged(Duration.ofMillis(20)))
                .isInstanceOf(TimeoutException.class);
    }

    @Test
    void shouldBeDoneWhenAllIsAcknowledged() throws Exception {
        publisher.send(chunk(0));
        publisher.send(chunk(1));
        kafka.completeNext();
        kafka.completeNext();

        publisher.awaitAcknowledged(Duration.ofSeconds(5));

        assertThat(publisher.hasFailed()).isFalse();
    }
}
