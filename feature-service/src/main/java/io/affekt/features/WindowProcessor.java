package io.affekt.features;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.features.ChannelProgress.State;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.StageTrace;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Puts chunks together to windows. For each channel of a call it keeps a small progress record, as long as a duplicate may
 * come, and, while the channel goes on, knows where its last chunk is.
 *
 * <p>A jump in the sequence is a gap: the windows that miss sound are sent at once, without features. A chunk that comes
 * again adds nothing; one of another recording under the same call id is a dead letter.
 */
final class WindowProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** What operators want to know of it. Called on the stream threads. */
    interface Listener {
        /** A chunk's windows are sent; they are seen when the transaction commits. */
        void processed(Duration sincePublished);

        /** A record is put aside. */
        void deadLetter();
    }

    private static final Logger LOG = Logger.getLogger(WindowProcessor.class);

    static final String PROGRESS_STORE = "channels";
    static final String VECTORS = "to-mfcc-vectors";
    static final String LABELED = "to-labeled-features";
    static final String DEAD = "to-dead-letters";

    /** No recording is made later; beyond it, times in milliseconds overflow. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** They are repeated in each record that comes of a chunk, which must stay within what Kafka takes. */
    private static final int LONGEST_NAME = 256;

    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

    private final FeatureSettings settings;
    private final LastChunks lastChunks;
    private final Listener listener;
    private final WindowFeatures features;
    private final AvroSerde<AudioChunk> chunks = Topics.AUDIO_CHUNKS.serde();
    private final AvroSerde<MfccVector> vectors = Topics.MFCC_VECTORS.serde();
    private final AvroSerde<LabeledFeatures> labeled = Topics.LABELED_FEATURES.serde();

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, ChannelProgress> progressStore;

    private long startedAt;
    /** What records that are sent now go on with; they are sent by the thread that processes. */
    private Headers trace = new RecordHeaders();

    WindowProcessor(FeatureSettings settings, LastChunks lastChunks, Listener listener) {
        this.settings = settings;
        this.lastChunks = lastChunks;
        this.listener = listener;
        features = new WindowFeatures(settings.specifications(), settings.augmentations());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        progressStore = context.getStateStore(PROGRESS_STORE);
        startedAt = context.currentSystemTimeMs();
        lastChunks.readAhead(context.taskId().partition(), lastOfOpenChannels());
        context.schedule(SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        try (StageTrace followed = StageTrace.follow(record.headers(), "features", key)) {
            MDC.put("call_id", key);
            trace = followed.headers();
            take(record);
            listener.processed(Duration.ofMillis(Math.max(0, now() - record.timestamp())));
        } finally {
            MDC.remove("call_id");
            trace = new RecordHeaders();
        }
    }

    private void take(Record<byte[], byte[]> record) {
        AudioChunk chunk;
        try {
            chunk = chunks.deserialize(Topics.AUDIO_CHUNKS.name(), record.value());
        } catch (SerializationException e) {
            deadLetter(
                    record,
                    "not an audio chunk: " + e.getMessage(),
                    e.getClass().getName());
            return;
        }
        String problem = chunk == null ? "an audio chunk cannot be deleted by a tombstone" : problem(record, chunk);
        if (chunk == null || problem != null) {
            deadLetter(record, String.valueOf(problem), "");
            return;
        }
        String channel = chunk.getCallId() + "/" + chunk.getChannel();
        ChannelProgress progress = progressStore.get(channel);
        int expected = progress == null ? 0 : progress.nextSequence();
        if (progress != null && !progress.contentSha256().equals(chunk.getContentSha256())) {
            deadLetter(record, "the call id is already known with another content", "");
            return;
        }
        if (progress != null && (progress.state() == State.COMPLETE || chunk.getSequence() < expected)) {
            if (progress.state() == State.IDLE && chunk.getSequence() == expected - 1) {
                // The upload is sent again: retention may have taken the chunk from its first place.
                progressStore.put(channel, progress.at(hold(chunk)));
            }
            return;
        }
        if (chunk.getSequence() - expected > settings.maxGapChunks()) {
            deadLetter(
                    record,
                    "chunk " + chunk.getSequence() + " came where " + expected + " was expected; a gap of more than "
                            + settings.maxGapChunks() + " chunks is not believed",
                    "");
            return;
        }
        // A call that fell idle after its first chunk had that chunk as its only window.
        boolean firstIsOut = progress != null && progress.state() == State.IDLE && expected == 1;
        windowsOf(progress, chunk, expected, firstIsOut ? 1 : Math.max(0, expected - 1));
        progressStore.put(
                channel,
                new ChannelProgress(
                        chunk.getSequence() + 1,
                        chunk.getLast() ? State.COMPLETE : State.OPEN,
                        now(),
                        chunk.getLast() ? here().offset() : hold(chunk),
                        chunk.getContentSha256()));
    }

    /** Holds the chunk that is being processed, and says at which offset it stands. */
    private long hold(AudioChunk chunk) {
        LastChunks.Place here = here();
        lastChunks.hold(here, chunk);
        return here.offset();
    }

    private LastChunks.Place here() {
        RecordMetadata record = context.recordMetadata().orElseThrow();
        return new LastChunks.Place(record.partition(), record.offset());
    }

    private NavigableSet<Long> lastOfOpenChannels() {
        NavigableSet<Long> offsets = new TreeSet<>();
        try (KeyValueIterator<String, ChannelProgress> all = progressStore.all()) {
            while (all.hasNext()) {
                ChannelProgress progress = all.next().value;
                if (progress.state() == State.OPEN) {
                    offsets.add(progress.lastOffset());
                }
            }
        }
        return offsets;
    }

    private LastChunks.Place lastOf(ChannelProgress progress) {
        return new LastChunks.Place(context.taskId().partition(), progress.lastOffset());
    }

    /** Why a chunk that could be decoded cannot be right; null if it can. */
    private static @Nullable String problem(Record<byte[], byte[]> record, AudioChunk chunk) {
        int bytes = chunk.getSamples().remaining();
        if (!Keys.CALL_ID.matcher(chunk.getCallId()).matches()) {
            return "the call id has characters that it must not have";
        }
        if (record.key() == null || !new String(record.key(), StandardCharsets.UTF_8).equals(chunk.getCallId())) {
            return "the key is not the call id";
        }
        if (chunk.getChannel() < 0 || chunk.getSequence() < 0) {
            return "the channel or the sequence is negative";
        }
        if (chunk.getRecordedAt().isBefore(Instant.EPOCH)
                || chunk.getRecordedAt().isAfter(LATEST)) {
            return "its recording time is " + chunk.getRecordedAt();
        }
        if (chunk.getContentSha256().length() > LONGEST_NAME
                || (chunk.getSpeaker() != null && chunk.getSpeaker().length() > LONGEST_NAME)) {
            return "the speaker or the content's hash has more than " + LONGEST_NAME + " characters";
        }
        boolean whole = bytes == 2 * Windows.CHUNK_SAMPLES;
        if (bytes % 2 != 0 || bytes == 0 || (chunk.getLast() ? bytes > 2 * Windows.CHUNK_SAMPLES : !whole)) {
            return "it has " + bytes + " bytes of sound; a chunk has " + 2 * Windows.CHUNK_SAMPLES
                    + ", the last one fewer, but not none";
        }
        return null;
    }

    /** Sends every window that this chunk completes, and those that can no longer be completed. */
    private void windowsOf(@Nullable ChannelProgress progress, AudioChunk chunk, int expected, int nextWindow) {
        int sequence = chunk.getSequence();
        if (sequence == 0) {
            if (chunk.getLast()) {
                send(chunk, 0, Pcm16.decode(chunk.getSamples()));
            }
            return;
        }
        for (int window = nextWindow; window < sequence - 1; window++) {
            sendVector(features.gap(chunk, window));
        }
        if (sequence - 1 < nextWindow) {
            return;
        }
        AudioChunk previous = progress == null || sequence != expected ? null : lastChunks.take(lastOf(progress));
        if (previous == null) {
            if (progress != null) {
                lastChunks.drop(lastOf(progress));
            }
            sendVector(features.gap(chunk, sequence - 1));
            return;
        }
        float[] window = new float[Windows.CHUNK_SAMPLES + chunk.getSamples().remaining() / Short.BYTES];
        Pcm16.decode(previous.getSamples(), window, 0);
        Pcm16.decode(chunk.getSamples(), window, Windows.CHUNK_SAMPLES);
        send(chunk, sequence - 1, window);
    }

    private void send(AudioChunk chunk, int index, float[] samples) {
        MfccVector vector = features.vector(chunk, index, samples);
        sendVector(vector);
        if (chunk.getEmotion() == null || vector.getAbstainReason() != null) {
            return;
        }
        for (LabeledFeatures copy : features.labeled(chunk, vector, samples)) {
            String key = Keys.labeledWindow(
                    vector.getCallId(), vector.getChannel(), vector.getWindowIndex(), copy.getAugmentation());
            forward(LABELED, key, labeled.serialize(Topics.LABELED_FEATURES.name(), copy));
        }
    }

    private void sendVector(MfccVector vector) {
        forward(VECTORS, vector.getCallId(), vectors.serialize(Topics.MFCC_VECTORS.name(), vector));
    }

    private void forward(String sink, String key, byte @Nullable [] value) {
        context.forward(new Record<>(key.getBytes(StandardCharsets.UTF_8), value, now(), trace), sink);
    }

    /** Records are dated with the time of publishing, because retention hangs on it. */
    private long now() {
        return context.currentSystemTimeMs();
    }

    private void deadLetter(Record<byte[], byte[]> record, String reason, String exception) {
        RecordMetadata from = context.recordMetadata().orElseThrow();
        LOG.warnf(
                "Record %d of partition %d of %s is put aside: %s",
                from.offset(), from.partition(), from.topic(), reason);
        Headers headers =
                DeadLetter.headers(record.headers(), from.topic(), from.partition(), from.offset(), reason, exception);
        context.forward(new Record<>(record.key(), record.value(), now(), headers), DEAD);
        listener.deadLetter();
    }

    /** Ends calls that are idle, forgets channels that no duplicate can come for. */
    private void sweep(long now) {
        List<KeyValue<String, ChannelProgress>> stale = new ArrayList<>();
        try (KeyValueIterator<String, ChannelProgress> all = progressStore.all()) {
            while (all.hasNext()) {
                KeyValue<String, ChannelProgress> entry = all.next();
                // While this task was not running, nobody could be idle: chunks may be waiting in the topic.
                if (now - Math.max(entry.value.touchedAt(), startedAt)
                        >= settings.idleAfter().toMillis()) {
                    stale.add(entry);
                }
            }
        }
        for (KeyValue<String, ChannelProgress> entry : stale) {
            if (entry.value.state() == State.OPEN) {
                endIdle(entry.key, entry.value);
            }
            if (now - entry.value.touchedAt() >= settings.rememberFor().toMillis()) {
                progressStore.delete(entry.key);
            }
        }
    }

    private void endIdle(String channel, ChannelProgress progress) {
        if (progress.nextSequence() == 1) {
            // All that ever came is the first chunk: it is a window of its own.
            AudioChunk only = lastChunks.take(lastOf(progress));
            if (only != null) {
                send(only, 0, Pcm16.decode(only.getSamples()));
            }
        }
        lastChunks.drop(lastOf(progress));
        progressStore.put(channel, progress.idle());
    }
}
