package io.affekt.dashboard.audio;

import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.Channel;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sound of calls from {@code audio-chunks}, a piece at a time. Where a call's chunks stand is found once and
 * remembered for the calls that were listened to last. Thread-safe: one reads at a time.
 */
public final class CallAudio implements AutoCloseable {

    /** Samples in a second. */
    public static final int SAMPLE_RATE = 16_000;

    /** Samples in a chunk that is not the last. */
    static final int CHUNK = 24_000;

    private static final int BYTES = 2;
    /** Eleven days; memory must not follow what a record claims. */
    private static final int MOST_CHUNKS = 700_000;

    private static final int REMEMBERED = 64;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WITHIN = Duration.ofSeconds(20);
    /** How far the clocks of ingest-service and of the broker may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final AvroSerde<AudioChunk> serde = Topics.AUDIO_CHUNKS.serde();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Map<Integer, ChunkIndex>> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Integer, ChunkIndex>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param kafka settings of every client */
    public CallAudio(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A piece of a minute has 2 MB; what is fetched beyond it is thrown away.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Samples of a channel.
     *
     * @param from the first sample
     * @param samples how many; fewer come back where the call ends before
     * @return signed 16 bit, little-endian, 16 kHz
     * @throws NoSuchElementException where retention has taken them, or the call has none there
     * @throws TimeoutException when Kafka does not answer
     */
    public synchronized byte[] read(Call call, int channel, long from, int samples) {
        TopicPartition partition = new TopicPartition(
                Topics.AUDIO_CHUNKS.name(),
                CallIdPartitioner.partitionOf(call.getCallId(), Topics.AUDIO_CHUNKS.partitions()));
        int first = (int) (from / CHUNK);
        int last = (int) ((from + samples - 1) / CHUNK);
        Map<Long, Integer> wanted = new HashMap<>();
        byte[] sound;
        try {
            consumer.assign(List.of(partition));
            ChunkIndex index = find(call, channel, last, partition);
            for (int sequence = first; sequence <= last && index.has(sequence); sequence++) {
                wanted.put(index.offset(sequence), sequence - first);
            }
            sound = wanted.isEmpty() ? new byte[0] : collect(partition, wanted);
        } catch (OffsetOutOfRangeException e) {
            remembered.remove(call.getCallId());
            throw taken(call, channel, e);
        }
        if (wanted.isEmpty()) {
            throw taken(call, channel, null);
        }
        int start = (int) (from - (long) first * CHUNK) * BYTES;
        return start >= sound.length
                ? new byte[0]
                : Arrays.copyOfRange(sound, start, Math.min(sound.length, start + samples * BYTES));
    }

    private static NoSuchElementException taken(Call call, int channel, @Nullable Throwable cause) {
        return new NoSuchElementException(
                "There is no sound of call " + call.getCallId() + ", channel " + channel
                        + ", there: the call is shorter, the channel was not analysed, or the retention of "
                        + Topics.AUDIO_CHUNKS.name() + " has taken it",
                cause);
    }

    /** What is known of where a channel's chunks stand, after looking for one that was not there before. */
    private ChunkIndex find(Call call, int channel, int sequence, TopicPartition partition) {
        Map<Integer, ChunkIndex> channels = remembered.computeIfAbsent(call.getCallId(), id -> {
            long start = start(partition, call.getReceivedAt().minus(CLOCKS));
            Map<Integer, ChunkIndex> all = new HashMap<>();
            call.getChannels().stream()
                    .filter(Channel::getAnalysed)
                    .forEach(each -> all.put(each.getIndex(), new ChunkIndex(start)));
            return all;
        });
        ChunkIndex index = channels.get(channel);
        if (index == null) {
            throw taken(call, channel, null);
        }
        // Behind a call that is complete its partition may go on for hours.
        long end = call.getCompletedAt() == null
                ? end(partition)
                : start(partition, call.getCompletedAt().plus(CLOCKS));
        byte[] key = call.getCallId().getBytes(StandardCharsets.UTF_8);
        consumer.seek(partition, index.next());
        Deadline deadline = new Deadline(partition);
        while (!index.whole() && !index.has(sequence) && index.next() < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                AudioChunk chunk = Arrays.equals(record.key(), key) ? deserialize(record.value()) : null;
                ChunkIndex of = chunk == null ? null : channels.get(chunk.getChannel());
                if (chunk != null && of != null) {
                    of.saw(chunk.getSequence(), record.offset(), chunk.getLast());
                }
            }
            long position = consumer.position(partition);
            channels.values().forEach(each -> each.sawAllBefore(position));
            deadline.check();
        }
        return index;
    }

    /**
     * The sound of neighbouring chunks.
     *
     * @param wanted which chunk, from 0, stands at an offset
     */
    private byte[] collect(TopicPartition partition, Map<Long, Integer> wanted) {
        byte[] sound = new byte[wanted.size() * CHUNK * BYTES];
        int length = 0;
        int found = 0;
        consumer.seek(partition, Collections.min(wanted.keySet()));
        Deadline deadline = new Deadline(partition);
        while (found < wanted.size()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Integer number = wanted.get(record.offset());
                AudioChunk chunk = number == null ? null : deserialize(record.value());
                if (number != null && chunk != null) {
                    ByteBuffer samples = chunk.getSamples().duplicate();
                    int at = number * CHUNK * BYTES;
                    length = Math.max(length, at + samples.remaining());
                    samples.get(sound, at, samples.remaining());
                    found++;
                }
            }
            deadline.check();
        }
        return Arrays.copyOf(sound, length);
    }

    private long start(TopicPartition partition, Instant from) {
        OffsetAndTimestamp at =
                consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
        return at == null ? end(partition) : at.offset();
    }

    private long end(TopicPartition partition) {
        return Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    }

    /** What cannot be read is nothing: it is a dead letter where it is read as a stream. */
    private @Nullable AudioChunk deserialize(byte @Nullable [] value) {
        try {
            AudioChunk chunk = serde.deserialize(Topics.AUDIO_CHUNKS.name(), value);
            boolean fits = chunk != null
                    && chunk.getSequence() >= 0
                    && chunk.getSequence() < MOST_CHUNKS
                    && chunk.getSamples().remaining() <= CHUNK * BYTES;
            return fits ? chunk : null;
        } catch (SerializationException e) {
            return null;
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }

    /** Ends reading that takes too long: others wait to listen. What was found is remembered. */
    private static final class Deadline {

        private final TopicPartition partition;
        private final long at = System.nanoTime() + WITHIN.toNanos();

        Deadline(TopicPartition partition) {
            this.partition = partition;
        }

        void check() {
            if (System.nanoTime() > at) {
                throw new TimeoutException(partition + " could not be read within " + WITHIN);
            }
        }
    }
}
