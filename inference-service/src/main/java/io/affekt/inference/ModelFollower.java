package io.affekt.inference;

import io.affekt.model.EmotionClassifier;
import io.affekt.model.ModelArchive;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Keys;
import io.affekt.schemas.ModelAlias;
import io.affekt.schemas.ModelVersion;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows one alias of one model. It reads {@code model-aliases} to its end, then the one record of {@code
 * model-versions} that the alias points at; checks, loads and warms the model up, and only then leaves it for the
 * workers. Whatever fails, the model that serves stays, and the failure is logged, counted and shown.
 *
 * <p>Runs on a thread of its own; {@link #stop}, {@link #status} and {@link #open} may be called from any.
 */
final class ModelFollower implements Runnable {

    /** Told of each attempt to change the model: true where it succeeded. */
    interface Listener {
        void reloaded(boolean success);
    }

    private static final Logger LOG = Logger.getLogger(ModelFollower.class);
    private static final TopicPartition ALIASES = new TopicPartition(Topics.MODEL_ALIASES.name(), 0);
    private static final TopicPartition VERSIONS = new TopicPartition(Topics.MODEL_VERSIONS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FETCH_WITHIN = Duration.ofSeconds(30);

    private final Map<String, Object> kafka;
    private final String aliasKey;
    private final List<ModelSlot> slots;
    private final Listener listener;
    private final AvroSerde<ModelAlias> aliasSerde = Topics.MODEL_ALIASES.serde();
    private final AvroSerde<ModelVersion> versionSerde = Topics.MODEL_VERSIONS.serde();
    private final KafkaConsumer<byte[], byte[]> aliases;

    /** The move whose model could not be fetched in time; touched by the follower's thread alone. */
    private @Nullable ModelAlias unreachable;

    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean stopping;
    private volatile ModelStatus status = new ModelStatus(null, null);

    ModelFollower(Map<String, Object> kafka, String model, String alias, List<ModelSlot> slots, Listener listener) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        aliasKey = Keys.modelAlias(model, alias);
        this.slots = List.copyOf(slots);
        this.listener = listener;
        aliases = consumer();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    ModelStatus status() {
        return status;
    }

    /** How many classifiers are loaded and not closed: one for each slot, but while a model is being changed. */
    int open() {
        return open.get();
    }

    void stop() {
        stopping = true;
        aliases.wakeup();
    }

    @Override
    public void run() {
        try (aliases) {
            aliases.assign(List.of(ALIASES));
            aliases.seekToBeginning(List.of(ALIASES));
            long end = aliases.endOffsets(List.of(ALIASES)).getOrDefault(ALIASES, 0L);
            List<ModelAlias> history = new ArrayList<>();
            while (!stopping && aliases.position(ALIASES) < end) {
                follow(history::add);
            }
            loadNewest(history);
            while (!stopping) {
                ModelAlias again = unreachable;
                if (again != null) {
                    load(again);
                }
                follow(this::load);
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    /** The newest move that can be served: an instance that starts must not stand idle because of a bad last one. */
    private void loadNewest(List<ModelAlias> history) {
        if (history.isEmpty()) {
            LOG.infof("There is no alias %s yet; records wait for it", aliasKey);
        }
        String failure = null;
        for (int i = history.size() - 1; i >= 0 && !stopping; i--) {
            if (load(history.get(i)) || unreachable != null) {
                break;
            }
            failure = failure == null ? status.failure() : failure;
        }
        if (failure != null) {
            status = new ModelStatus(status.model(), failure);
        }
    }

    private void follow(Consumer<ModelAlias> change) {
        for (ConsumerRecord<byte[], byte[]> record : aliases.poll(POLL)) {
            if (record.key() == null || !new String(record.key(), StandardCharsets.UTF_8).equals(aliasKey)) {
                continue;
            }
            ModelAlias alias = decode(record);
            if (alias != null) {
                change.accept(alias);
            }
        }
    }

    /** Null where there is nothing to follow. A schema registry that is away is waited for. */
    private @Nullable ModelAlias decode(ConsumerRecord<byte[], byte[]> record) {
        while (!stopping) {
            try {
                return aliasSerde.deserialize(record.topic(), record.value());
            } catch (SerializationException e) {
                failed("record " + record.offset() + " of " + record.topic() + " cannot be read", e);
                return null;
            } catch (RetriableException e) {
                failed("record " + record.offset() + " of " + record.topic() + " cannot be read yet", e);
            }
        }
        return null;
    }

    /** Whether the model serves now. One that could not be fetched in time is tried again. */
    private boolean load(ModelAlias alias) {
        unreachable = null;
        String model = Keys.modelVersion(alias.getName(), alias.getVersion());
        List<ServingModel> replicas = new ArrayList<>();
        try {
            ModelArchive archive = fetch(alias);
            for (int i = 0; i < slots.size(); i++) {
                EmotionClassifier classifier = new EmotionClassifier(archive);
                open.incrementAndGet();
                replicas.add(new ServingModel(alias.getName(), alias.getVersion(), classifier, open::decrementAndGet));
                classifier.warmUp();
            }
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | LinkageError e) {
            // The native library says by errors, too, that a model does not fit: it has limits of its own.
            replicas.forEach(ServingModel::close);
            unreachable = e instanceof RetriableException ? alias : null;
            failed(model + " cannot be served: " + e.getMessage(), e);
            return false;
        }
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).offer(replicas.get(i));
        }
        status = new ModelStatus(model, null);
        listener.reloaded(true);
        LOG.infof("%s now means %s (%s by %s)", aliasKey, model, alias.getReason(), alias.getActor());
        return true;
    }

    private void failed(String what, Throwable e) {
        status = new ModelStatus(status.model(), what);
        listener.reloaded(false);
        // What is wrong with a model is said by the message; a stack trace is for what nobody foresaw.
        Throwable unforeseen = e instanceof IllegalArgumentException ? null : e;
        LOG.errorf(
                unforeseen,
                "%s; %s",
                what,
                status.model() == null ? "records wait" : status.model() + " goes on serving");
    }

    /** The archive that an alias points at, its hash checked, and its specification compared with what the record says. */
    private ModelArchive fetch(ModelAlias alias) {
        ModelVersion version = read(alias.getVersionOffset());
        if (version == null
                || !version.getName().equals(alias.getName())
                || version.getVersion() != alias.getVersion()) {
            throw new IllegalArgumentException(
                    "record " + alias.getVersionOffset() + " of " + VERSIONS.topic() + " is not that version");
        }
        ByteBuffer buffer = version.getArchive().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (!ModelArchive.sha256(bytes).equals(version.getArchiveSha256())) {
            throw new IllegalArgumentException("the archive's hash is not the one that the version names");
        }
        ModelArchive archive = ModelArchive.read(bytes);
        if (!archive.featureSpecification().equals(version.getFeatureSpecification())) {
            throw new IllegalArgumentException("the archive reads " + archive.featureSpecification()
                    + ", its version says " + version.getFeatureSpecification());
        }
        return archive;
    }

    private @Nullable ModelVersion read(long offset) {
        try (KafkaConsumer<byte[], byte[]> versions = consumer()) {
            versions.assign(Set.of(VERSIONS));
            versions.seek(VERSIONS, offset);
            long deadline = System.nanoTime() + FETCH_WITHIN.toNanos();
            while (!stopping && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : versions.poll(POLL)) {
                    return record.offset() == offset ? versionSerde.deserialize(record.topic(), record.value()) : null;
                }
            }
        }
        throw new TimeoutException(
                "record " + offset + " of " + VERSIONS.topic() + " did not come within " + FETCH_WITHIN);
    }
}
