package io.affekt.features.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affekt.cli.platform.TestKafka;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallIdPartitioner;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelWorkerIT {

    private final String call = "labels-" + UUID.randomUUID();
    private final String group = "labels-" + UUID.randomUUID();
    private final List<ConsumerRecord<byte[], byte[]>> features = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
    private Map<String, Object> kafka;
    private KafkaProducer<byte[], byte[]> producer;
    private KafkaConsumer<byte[], byte[]> reader;

    @BeforeEach
    void start() throws Exception {
        kafka = TestKafka.clients();
        producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
        reader = consumer(Map.of());
        int partition = CallIdPartitioner.partitionOf(call, Topics.PARTITIONS);
        List<TopicPartition> partitions = new ArrayList<>();
        partitions.add(new TopicPartition(Topics.LABELED_FEATURES.name(), partition));
        for (int p = 0; p < Topics.PARTITIONS; p++) {
            partitions.add(new TopicPartition(Topics.DEAD_LETTERS.name(), p));
        }
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
        Call.Builder record = Call.newBuilder(LateLabelsTest.call(60_000)).setCallId(call);
        Instant now = Instant.now();
        send(
                Topics.CALLS.name(),
                call,
                Topics.CALLS
                        .serde()
                        .serialize(
                                "",
                                record.setReceivedAt(now).setCompletedAt(now).build()));
        for (int window = 0; window < 4; window++) {
            MfccVector vector = MfccVector.newBuilder(
                            LateLabelsTest.vector(window, 1500L * window, 1500L * window + 3000, true))
                    .setCallId(call)
                    .build();
            send(Topics.MFCC_VECTORS.name(), call, Topics.MFCC_VECTORS.serde().serialize("", vector));
        }
    }

    @AfterEach
    void stop() {
        producer.close();
        reader.close();
    }

    @Test
    void shouldLabelOnceAndGoOnAfterARestart() throws Exception {
        LabelKey first = new LabelKey(call, 0, 0, 3000, "ann");
        LabelKey second = new LabelKey(call, 0, 1500, 4500, "bob");
        try (Running running = new Running()) {
            give(first, Emotion.sad);
            awaitFeatures(Keys.labeledWindow(call, 0, 0, "none"), Emotion.sad);
            send(Topics.LABELS.name(), call + "/0/0-x/ann", new byte[] {1});
            await().until(() -> read() && letters.size() == 1);
            running.requireAlive();
        }
        String reason = new String(
                letters.get(0).headers().lastHeader(DeadLetter.REASON).value());
        assertThat(reason).isEqualTo("a label's key is call/channel/start-end/annotator");
        int before = features.size();

        try (Running running = new Running()) {
            give(second, Emotion.happy);
            awaitFeatures(Keys.labeledWindow(call, 0, 1, "none"), Emotion.happy);
            // Nobody gave this one: it takes nothing away.
            send(Topics.LABELS.name(), Keys.label(call, 0, 4500, 7500, "eve"), null);
            // The first label was worked off before the restart, and is known after it.
            send(Topics.LABELS.name(), Keys.label(call, 0, 1500, 4500, "bob"), null);
            await().until(() -> read() && features.get(features.size() - 1).value() == null);
            running.requireAlive();
        }

        assertThat(features.subList(before, features.size()))
                .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                .as("nothing of the first label again")
                .containsExactly(Keys.labeledWindow(call, 0, 1, "none"), Keys.labeledWindow(call, 0, 1, "none"));
    }

    /** A worker of the group, until it is closed. */
    private final class Running implements AutoCloseable {
        private final TopicLog log = new TopicLog(kafka, Duration.ofHours(1));
        private final LabelWorker worker;
        private final Thread thread;

        Running() {
            LabelBook book = new LabelBook();
            worker = new LabelWorker(
                    consumer(Map.of(ConsumerConfig.GROUP_ID_CONFIG, group)),
                    () -> new KafkaProducer<>(
                            with(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + UUID.randomUUID())),
                            new ByteArraySerializer(),
                            new ByteArraySerializer()),
                    new LateLabels(log, log, List.of(), book),
                    book,
                    (windows, deadLetter) -> {});
            thread = new Thread(worker);
            thread.start();
        }

        void requireAlive() {
            assertThat(thread.isAlive()).isTrue();
        }

        @Override
        public void close() throws InterruptedException {
            worker.stop();
            thread.join();
            log.close();
        }
    }

    private void give(LabelKey key, Emotion emotion) throws Exception {
        send(
                Topics.LABELS.name(),
                Keys.label(call, 0, key.startMs(), key.endMs(), key.annotator()),
                Topics.LABELS.serde().serialize("", LateLabelsTest.label(key, emotion, Instant.now())));
    }

    private void awaitFeatures(String key, Emotion emotion) {
        await().until(() -> read()
                && features.stream()
                        .anyMatch(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key)
                                && emotion(record) == emotion));
    }

    private static @Nullable Emotion emotion(ConsumerRecord<byte[], byte[]> record) {
        LabeledFeatures read = Topics.LABELED_FEATURES.serde().deserialize("", record.value());
        return read == null ? null : read.getEmotion();
    }

    /** Reads on; true. */
    private boolean read() {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
            boolean own = new String(record.key(), StandardCharsets.UTF_8).startsWith(call);
            if (own) {
                (record.topic().equals(Topics.DEAD_LETTERS.name()) ? letters : features).add(record);
            }
        }
        return true;
    }

    private void send(String topic, String key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(
                        topic,
                        CallIdPartitioner.partitionOf(key, Topics.PARTITIONS),
                        key.getBytes(StandardCharsets.UTF_8),
                        value))
                .get();
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> settings = with(more);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putAll(more);
        return settings;
    }
}
