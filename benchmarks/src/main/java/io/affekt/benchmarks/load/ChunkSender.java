package io.affekt.benchmarks.load;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes planned calls to {@code audio-chunks}, as ingest-service would, and enters them in a ledger. Used by one thread. */
public final class ChunkSender implements BacklogSender {

    private final LoadProducer producer;
    private final AvroSerde<AudioChunk> serde = Topics.AUDIO_CHUNKS.serde();
    private final Ledger ledger;

    /** @param kafka settings of every client */
    public ChunkSender(Map<String, Object> kafka, Ledger ledger) {
        this.ledger = ledger;
        producer = new LoadProducer(kafka);
    }

    @Override
    public void prepare(List<PlannedCall> calls) {
        calls.forEach(this::expect);
    }

    /** The calls' chunks in turn. */
    @Override
    public void send(List<PlannedCall> calls) {
        int longest = calls.stream().mapToInt(PlannedCall::chunks).max().orElse(0);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        for (int sequence = 0; sequence < longest; sequence++) {
            for (PlannedCall call : calls) {
                if (sequence < call.chunks()) {
                    send(call, sequence, now);
                }
            }
        }
        flush();
    }

    /** Enters a call in the ledger; doing it again changes nothing. */
    public void expect(PlannedCall call) {
        call.channels().forEach(ledger::expect);
    }

    /** Sends one chunk of each channel of a call; it goes out soon. */
    void send(PlannedCall call, int sequence, Instant recordedAt) {
        byte[] key = call.callId().getBytes(StandardCharsets.UTF_8);
        for (int channel = 0; channel < call.track().channels().size(); channel++) {
            AudioChunk chunk = AudioChunk.newBuilder()
                    .setCallId(call.callId())
                    .setChannel(channel)
                    .setRole(channel == 0 ? ChannelRole.customer : ChannelRole.agent)
                    .setSequence(sequence)
                    .setContentSha256(call.track().name())
                    .setRecordedAt(recordedAt)
                    .setSamples(call.track().chunk(channel, sequence))
                    .setLast(sequence == call.chunks() - 1)
                    .build();
            producer.send(Topics.AUDIO_CHUNKS.name(), key, serde.serialize(Topics.AUDIO_CHUNKS.name(), chunk));
        }
    }

    /** Waits until everything is written. */
    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
