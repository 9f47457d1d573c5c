package io.affekt.ingest.calls;

import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.StageTrace;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Sends the chunks of one call, and none behind one that Kafka did not take: a hole would be predicted as a gap, and stay
 * one when the call is sent again. What stands in the topic of a call that broke off is its beginning. Used by one thread.
 */
final class ChunkPublisher {

    private final Producer<byte[], byte[]> producer;
    private final AvroSerde<AudioChunk> serde = Topics.AUDIO_CHUNKS.serde();
    private final Headers trace = StageTrace.current();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    /** All chunks of a call stand in one partition: when the last is there, all are. */
    private @Nullable Future<RecordMetadata> last;

    /** @param producer idempotent, and patient: what it has taken it must not give up while it lives */
    ChunkPublisher(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    void send(AudioChunk chunk) {
        if (hasFailed()) {
            return;
        }
        last = producer.send(
                new ProducerRecord<>(
                        Topics.AUDIO_CHUNKS.name(),
                        null,
                        chunk.getCallId().getBytes(StandardCharsets.UTF_8),
                        serde.serialize(Topics.AUDIO_CHUNKS.name(), chunk),
                        trace),
                (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /**
     * Waits until Kafka has acknowledged all that was sent.
     *
     * @throws ExecutionException when it did not take a chunk
     * @throws TimeoutException when it does not answer; what is on its way stays on its way
     */
    void awaitAcknowledged(Duration within) throws InterruptedException, ExecutionException, TimeoutException {
        if (last != null && !hasFailed()) {
            last.get(within.toMillis(), TimeUnit.MILLISECONDS);
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new ExecutionException(failed);
        }
    }
}
