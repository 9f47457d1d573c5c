package io.affekt.system;

import io.affekt.audio.Windows;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.topics.Consumers;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One platform of real processes for all tests of this JVM; it ends with the JVM. */
public final class RunningPlatform {

    private static Platform platform;

    private RunningPlatform() {}

    static synchronized Platform get() throws IOException, InterruptedException {
        if (platform == null) {
            Path data = Files.createDirectories(Path.of("target", "platform"));
            platform = Platform.start(Files.createTempDirectory(data, "data"), new Ports(FreePorts.base()));
        }
        return platform;
    }

    /** The demo's recordings: real sound that the project may ship. */
    public static List<Path> recordings() {
        try (Stream<Path> files = Files.walk(Platform.home().resolve("demo"))) {
            return files.filter(file -> file.toString().endsWith(".flac"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of the predictions that a recording of one channel must give: computed from the recording alone. */
    static List<String> expectedPredictions(String callId, Path file) throws IOException {
        try (Recording recording = Recording.open(file, AudioLimits.DEFAULT)) {
            int rate = recording.sampleRate();
            long samples = recording.readFirstChannel().length;
            int windows = Windows.count(Windows.resampledLength(samples, rate));
            return IntStream.range(0, windows)
                    .mapToObj(window -> Keys.window(callId, 0, window))
                    .toList();
        }
    }

    /** Every committed prediction, in the order of the partitions. */
    static List<Prediction> predictions() throws IOException, InterruptedException {
        List<Prediction> predictions = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = Consumers.of(get().ports(), Topics.PREDICTIONS.name(), true)) {
            Map<TopicPartition, Long> end = consumer.endOffsets(consumer.assignment());
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> predictions.add(
                                Topics.PREDICTIONS.serde().deserialize(record.topic(), record.value())));
            }
        }
        return predictions;
    }

    /** Whether a group has committed all that its topic holds, the markers of transactions apart. */
    static boolean workedOff(String group, String topic) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        get().ports().bootstrapServers()));
                KafkaConsumer<String, byte[]> consumer = Consumers.of(get().ports(), topic, true)) {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            consumer.assignment().forEach(partition -> {
                var offset = committed.get(partition);
                if (offset != null) {
                    consumer.seek(partition, offset.offset());
                }
            });
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            consumer.assignment().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            var ends = admin.listOffsets(latest).all().get();
            while (ends.entrySet().stream()
                    .anyMatch(end ->
                            consumer.position(end.getKey()) < end.getValue().offset())) {
                if (!consumer.poll(Duration.ofMillis(200)).isEmpty()) {
                    return false;
                }
            }
            return true;
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
