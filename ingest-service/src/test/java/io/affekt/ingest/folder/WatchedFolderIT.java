package io.affekt.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.decode.AudioLimits;
import io.affekt.cli.platform.TestKafka;
import io.affekt.ingest.calls.CallDirectory;
import io.affekt.ingest.calls.CallPublisher;
import io.affekt.ingest.calls.Spool;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFolderIT {

    private static final Path RECORDING = Path.of("..", "demo", "calls", "parcel.flac");

    @TempDir
    Path temp;

    private Path watched;
    private KafkaProducer<byte[], byte[]> producer;
    private CallDirectory directory;
    private Thread directoryThread;
    private WatchedFolder folder;

    @BeforeEach
    void open() throws Exception {
        watched = Files.createDirectories(temp.resolve("watched"));
        start();
    }

    private void start() throws Exception {
        producer = new KafkaProducer<>(TestKafka.clients(), new ByteArraySerializer(), new ByteArraySerializer());
        Spool spool = new Spool(temp.resolve("spool"), 1 << 24, 1 << 25);
        directory = new CallDirectory(TestKafka.clients(), temp.resolve("spool"));
        directoryThread = new Thread(directory, "directory");
        directoryThread.start();
        directory.awaitCaughtUp();
        CallPublisher publisher =
                new CallPublisher(producer, directory, AudioLimits.DEFAULT, Set.of(ChannelRole.customer));
        folder = new WatchedFolder(
                watched, Duration.ofSeconds(-1), List.of(ChannelRole.customer), "contract", spool, publisher);
    }

    @AfterEach
    void stop() throws Exception {
        directory.stop();
        directoryThread.join();
        directory.close();
        producer.close();
    }

    /** The chunks in the topic whose call id starts like this. */
    private static List<AudioChunk> chunks(String prefix) throws Exception {
        Map<String, Object> settings = new HashMap<>(TestKafka.clients());
        settings.put("auto.offset.reset", "earliest");
        List<AudioChunk> chunks = new ArrayList<>();
        try (KafkaConsumer<String, AudioChunk> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), Topics.AUDIO_CHUNKS.serde())) {
            List<TopicPartition> partitions = consumer.partitionsFor("audio-chunks").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().startsWith(prefix)) {
                        chunks.add(record.value());
                    }
                });
            }
        }
        return chunks;
    }

    @Test
    void shouldTakeARecordingInOnceThroughARestart() throws Exception {
        Files.copy(RECORDING, watched.resolve("one call.flac"));

        folder.sweep();

        assertThat(watched.resolve("one call.flac")).doesNotExist();
        assertThat(watched.resolve("done/one call.flac")).exists();
        List<AudioChunk> chunks = chunks("one_call.flac-");
        assertThat(chunks).hasSizeGreaterThan(5);
        assertThat(chunks.get(chunks.size() - 1).getLast()).isTrue();
        assertThat(directory.find(chunks.get(0).getCallId()).orElseThrow().getConsentBasis())
                .isEqualTo("contract");

        stop();
        start();
        Files.copy(RECORDING, watched.resolve("one call.flac"));
        folder.sweep();

        assertThat(chunks("one_call.flac-"))
                .as("the same recording adds nothing")
                .hasSameSizeAs(chunks);
    }

    @Test
    void shouldPutWhatCannotBeReadAsideWithTheReason() throws Exception {
        Files.writeString(watched.resolve("a-text.wav"), "no sound");
        Files.copy(RECORDING, watched.resolve("b-good.flac"));

        folder.sweep();

        assertThat(watched.resolve("failed/a-text.wav")).exists();
        assertThat(Files.readString(watched.resolve("failed/a-text.wav.reason.txt")))
                .contains("not a recording");
        assertThat(watched.resolve("done/b-good.flac"))
                .as("the next one is taken")
                .exists();
    }

    @Test
    void shouldKeepRecordingsOfTheSameNameApart() throws Exception {
        for (String content : List.of("one", "two", "two")) {
            Files.writeString(watched.resolve("call.wav"), content);
            folder.sweep();
        }

        assertThat(Files.readString(watched.resolve("failed/call.wav"))).isEqualTo("one");
        assertThat(Files.readString(watched.resolve("failed/call-2.wav"))).isEqualTo("two");
        assertThat(watched.resolve("failed/call-2.wav.reason.txt")).exists();
        assertThat(watched.resolve("failed/call-3.wav")).doesNotExist();
    }
}
