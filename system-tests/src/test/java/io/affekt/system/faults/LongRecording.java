package io.affekt.system.faults;

import io.affekt.benchmarks.load.Track;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A recording that is long enough for something to happen while it is published. */
final class LongRecording {

    private static final int SECONDS = 3600;
    private static final int RATE = 16_000;
    private static final int HEADER_BYTES = 44;
    private static final Duration POLL = Duration.ofMillis(20);

    private LongRecording() {}

    /** Writes an hour of a track's first channel, again and again: WAV, 16 kHz, 16 bit. */
    static Path write(Path file, Track track) throws IOException {
        short[] samples = track.channels().get(0);
        int bytes = SECONDS * RATE * Short.BYTES;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER_BYTES - 8 + bytes)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * Short.BYTES)
                .putShort((short) Short.BYTES)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(bytes);
        ByteBuffer sound = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        sound.asShortBuffer().put(samples);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(header.array());
            for (int left = bytes; left > 0; left -= sound.capacity()) {
                out.write(sound.array(), 0, Math.min(left, sound.capacity()));
            }
        }
        return file;
    }

    /** Waits for the first chunk of a call that is published from now on; starts what publishes it. */
    static void awaitFirstChunk(Map<String, Object> kafka, String callId, Runnable publish) {
        byte[] key = callId.getBytes(StandardCharsets.UTF_8);
        List<TopicPartition> partitions = IntStream.range(0, Topics.AUDIO_CHUNKS.partitions())
                .mapToObj(p -> new TopicPartition(Topics.AUDIO_CHUNKS.name(), p))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(new HashMap<>(kafka), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            publish.run();
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            boolean seen = false;
            while (!seen) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("No chunk of " + callId + " came");
                }
                for (var chunk : consumer.poll(POLL)) {
                    seen |= Arrays.equals(chunk.key(), key);
                }
            }
        }
    }
}
