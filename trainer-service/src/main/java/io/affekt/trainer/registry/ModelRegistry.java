package io.affekt.trainer.registry;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Keys;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.ModelVersion;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The versions and aliases of all models. The topics are the truth: it is read from them at the start, and what it writes
 * it remembers only when Kafka has acknowledged it. There is one writer, the trainer-service that was started last.
 *
 * <p>Thread-safe.
 */
public final class ModelRegistry implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ModelRegistry.class);
    private static final TopicPartition VERSIONS = new TopicPartition(Topics.MODEL_VERSIONS.name(), 0);
    private static final TopicPartition ALIASES = new TopicPartition(Topics.MODEL_ALIASES.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String ROLLBACK = "rollback: ";

    private final Map<String, Object> kafka;
    private final RegistryWriter writer;
    private final AvroSerde<ModelVersion> versionSerde = Topics.MODEL_VERSIONS.serde();
    private final AvroSerde<ModelAlias> aliasSerde = Topics.MODEL_ALIASES.serde();
    private final Map<String, TreeMap<Integer, RegisteredVersion>> versions = new TreeMap<>();
    private final Map<String, List<ModelAlias>> history = new TreeMap<>();
    /** A write failed, and nobody knows whether Kafka has the record. */
    private boolean outdated;

    public ModelRegistry(Map<String, Object> kafka) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        writer = new RegistryWriter(kafka, Topics.MODEL_VERSIONS.maxMessageBytes());
    }

    /** Becomes the one that writes, and reads both topics to their ends. */
    public synchronized void load() {
        writer.takeOver();
        versions.clear();
        history.clear();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> topics = List.of(VERSIONS, ALIASES);
            consumer.assign(topics);
            consumer.seekToBeginning(topics);
            Map<TopicPartition, Long> end = consumer.endOffsets(topics);
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
            }
        }
        outdated = false;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.topic().equals(VERSIONS.topic())) {
                ModelVersion version = versionSerde.deserialize(record.topic(), record.value());
                if (version != null) {
                    remember(version, record.offset());
                }
            } else {
                ModelAlias alias = aliasSerde.deserialize(record.topic(), record.value());
                if (alias != null) {
                    remember(alias);
                }
            }
        } catch (SerializationException e) {
            LOG.errorf(e, "Record %d of %s cannot be read and is passed over", record.offset(), record.topic());
        }
    }

    private void remember(ModelVersion version, long offset) {
        ModelVersion light = ModelVersion.newBuilder(version)
                .setArchive(ByteBuffer.allocate(0))
                .setReport(null)
                .setModelCard(null)
                .build();
        versions.computeIfAbsent(version.getName(), name -> new TreeMap<>())
                .put(version.getVersion(), new RegisteredVersion(light, offset));
    }

    private void remember(ModelAlias alias) {
        history.computeIfAbsent(Keys.modelAlias(alias.getName(), alias.getAlias()), key -> new ArrayList<>())
                .add(alias);
    }

    /** The versions of a model, oldest first. */
    public synchronized List<RegisteredVersion> versions(String name) {
        return List.copyOf(versions.getOrDefault(name, new TreeMap<>()).values());
    }

    /** @throws NoSuchElementException when there is no such version */
    public synchronized RegisteredVersion version(String name, int version) {
        RegisteredVersion registered =
                versions.getOrDefault(name, new TreeMap<>()).get(version);
        if (registered == null) {
            throw new NoSuchElementException("There is no version " + version + " of model " + name);
        }
        return registered;
    }

    /** Every record of an alias, oldest first. */
    public synchronized List<ModelAlias> history(String name, String alias) {
        return List.copyOf(history.getOrDefault(Keys.modelAlias(name, alias), List.of()));
    }

    /** What an alias means now. */
    public synchronized Optional<ModelAlias> current(String name, String alias) {
        List<ModelAlias> moves = history(name, alias);
        return moves.isEmpty() ? Optional.empty() : Optional.of(moves.get(moves.size() - 1));
    }

    /** The whole record of a version, read from the topic. */
    public ModelVersion record(String name, int version) {
        long offset = version(name, version).offset();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(VERSIONS));
            consumer.seek(VERSIONS, offset);
            for (int attempt = 0; attempt < 20; attempt++) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    ModelVersion read = versionSerde.deserialize(record.topic(), record.value());
                    if (read != null && record.offset() == offset) {
                        return read;
                    }
                    throw new IllegalStateException("Record " + offset + " of " + VERSIONS.topic() + " is gone");
                }
            }
        }
        throw new IllegalStateException("Kafka does not answer: " + VERSIONS.topic() + " cannot be read");
    }

    /**
     * Publishes a version under the next number of its model.
     *
     * @param draft the version; its number is replaced
     * @throws IllegalArgumentException when its archive is too large
     */
    public synchronized RegisteredVersion publish(ModelVersion draft) {
        int bytes = draft.getArchive().remaining();
        if (bytes > Topics.MAX_ARCHIVE_BYTES) {
            throw new IllegalArgumentException("The archive has " + bytes + " bytes, at most "
                    + Topics.MAX_ARCHIVE_BYTES + " are published; train a smaller network");
        }
        refresh();
        TreeMap<Integer, RegisteredVersion> known = versions.getOrDefault(draft.getName(), new TreeMap<>());
        int number = known.isEmpty() ? 1 : known.lastKey() + 1;
        ModelVersion version = ModelVersion.newBuilder(draft).setVersion(number).build();
        long offset = write(
                VERSIONS.topic(),
                Keys.modelVersion(version.getName(), number),
                versionSerde.serialize(VERSIONS.topic(), version));
        remember(version, offset);
        LOG.infof("Published %s", Keys.modelVersion(version.getName(), number));
        return version(version.getName(), number);
    }

    /** Points an alias at a version. */
    public synchronized ModelAlias promote(String name, String alias, int version, String reason, String actor) {
        refresh();
        if (reason.startsWith(ROLLBACK)) {
            throw new IllegalArgumentException("A reason that begins with '" + ROLLBACK + "' marks a rollback");
        }
        return move(name, alias, version, reason, actor);
    }

    private ModelAlias move(String name, String alias, int version, String reason, String actor) {
        ModelAlias move = ModelAlias.newBuilder()
                .setName(name)
                .setAlias(alias)
                .setVersion(version)
                .setVersionOffset(version(name, version).offset())
                .setPreviousVersion(
                        current(name, alias).map(ModelAlias::getVersion).orElse(null))
                .setReason(reason)
                .setActor(actor)
                .setChangedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
        write(ALIASES.topic(), Keys.modelAlias(name, alias), aliasSerde.serialize(ALIASES.topic(), move));
        remember(move);
        LOG.infof("%s now means version %d: %s (%s)", Keys.modelAlias(name, alias), version, reason, actor);
        return move;
    }

    /**
     * Points an alias at the version before the present one in its history; going back twice goes back two versions.
     *
     * @throws NoSuchElementException when there is none before
     */
    public synchronized ModelAlias rollback(String name, String alias, String reason, String actor) {
        refresh();
        Deque<Integer> promoted = new ArrayDeque<>();
        for (ModelAlias move : history(name, alias)) {
            if (move.getReason().startsWith(ROLLBACK)) {
                promoted.pop();
            } else if (!Integer.valueOf(move.getVersion()).equals(promoted.peek())) {
                promoted.push(move.getVersion());
            }
        }
        if (promoted.size() < 2) {
            throw new NoSuchElementException(
                    "There is no version before the present one in the history of " + Keys.modelAlias(name, alias));
        }
        promoted.pop();
        return move(name, alias, promoted.element(), ROLLBACK + reason, actor);
    }

    private void refresh() {
        if (outdated) {
            load();
        }
    }

    private long write(String topic, String key, byte @Nullable [] value) {
        outdated = true;
        long offset = writer.write(topic, key, value);
        outdated = false;
        return offset;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        writer.close();
    }
}
