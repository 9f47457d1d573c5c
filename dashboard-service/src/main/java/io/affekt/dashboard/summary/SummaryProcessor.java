package io.affekt.dashboard.summary;

import io.affekt.dashboard.alerts.Alerter;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the windows of calls and what is known of each, and makes the summaries of those that changed now and then. A window
 * that comes again, or late, takes the place of the one with its id if it was not made before it.
 */
final class SummaryProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    /** Call, channel and window index to prediction; the windows of a call stand beside each other. */
    static final String WINDOWS = "windows";
    /** Call id to call. */
    static final String CALLS = "calls";
    /** Call id to its newest summary. */
    static final String SUMMARIES = "summaries";
    /** Call ids whose summary is not up to date, with the time since when. */
    static final String CHANGED = "changed";

    /** Time received, newest first, and call id: the order in which calls are listed. */
    static final String NEWEST = "newest";
    /** Alert id to alert. */
    static final String ALERTS = "alerts";
    /** Ids of deleted calls, with the time: what is still on its way of them must not bring them back. */
    static final String DELETED = "deleted";
    /** {@link MixKey} to what was predicted. */
    static final String MIX = "mix";

    private static final Logger LOG = Logger.getLogger(SummaryProcessor.class);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    /** Work of a punctuation; what is left waits for the next: a transaction must not grow old, nor records wait. */
    private static final Duration AT_ONCE = Duration.ofMillis(300);

    private final SummarySettings settings;
    private final Runnable unreadable;
    private final AvroSerde<Prediction> predictions = Topics.PREDICTIONS.serde();
    private final AvroSerde<Call> calls = Topics.CALLS.serde();
    private final AvroSerde<CallSummary> summaries = Topics.CALL_SUMMARIES.serde();

    @SuppressWarnings("NullAway.Init")
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> windowStore;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> callStore;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, byte[]> summaryStore;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> changedStore;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, String> newestStore;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, Long> deletedStore;

    @SuppressWarnings("NullAway.Init")
    private MixCounter mix;

    @SuppressWarnings("NullAway.Init")
    private Alerter alerter;

    /** Where the sweep goes on; from the first call if null. */
    private @Nullable String sweptTo;

    /** @param unreadable told of each record that cannot be read */
    SummaryProcessor(SummarySettings settings, Runnable unreadable) {
        this.settings = settings;
        this.unreadable = unreadable;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        windowStore = context.getStateStore(WINDOWS);
        callStore = context.getStateStore(CALLS);
        summaryStore = context.getStateStore(SUMMARIES);
        changedStore = context.getStateStore(CHANGED);
        newestStore = context.getStateStore(NEWEST);
        deletedStore = context.getStateStore(DELETED);
        mix = new MixCounter(context.getStateStore(MIX));
        alerter = new Alerter(settings.rules(), context.getStateStore(ALERTS));
        context.schedule(settings.every(), PunctuationType.WALL_CLOCK_TIME, this::summarizeChanged);
        context.schedule(SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String topic = context.recordMetadata().map(RecordMetadata::topic).orElse("");
        try {
            if (topic.equals(Topics.CALLS.name())) {
                take(calls.deserialize(topic, record.value()), record);
            } else {
                take(predictions.deserialize(topic, record.value()), record.value());
            }
        } catch (SerializationException e) {
            // These topics are written by Affekt's own services: what they hold cannot be replayed into them.
            LOG.warnf("A record of %s cannot be read and is left out: %s", topic, e.getMessage());
            unreadable.run();
        }
    }

    private void take(@Nullable Call call, Record<byte[], byte[]> record) {
        if (call == null) {
            forget(new String(record.key(), StandardCharsets.UTF_8));
            return;
        }
        deletedStore.delete(call.getCallId());
        callStore.put(call.getCallId(), record.value());
        changed(call.getCallId());
    }

    private void take(@Nullable Prediction prediction, byte[] bytes) {
        if (prediction == null || deletedStore.get(prediction.getCallId()) != null) {
            return;
        }
        String key = windowKey(prediction.getCallId(), prediction.getChannel(), prediction.getWindowIndex());
        Prediction known = predictions.deserialize(Topics.PREDICTIONS.name(), windowStore.get(key));
        if (known != null && !known.getProducedAt().isBefore(prediction.getProducedAt())) {
            return;
        }
        windowStore.put(key, bytes);
        if (known != null) {
            mix.takeAway(known);
        }
        mix.add(prediction);
        changed(prediction.getCallId());
    }

    private void changed(String callId) {
        changedStore.putIfAbsent(callId, context.currentSystemTimeMs());
    }

    private static String windowKey(String callId, int channel, int index) {
        return callId + "/" + "%04d/%08d".formatted(channel, index);
    }

    private void summarizeChanged(long now) {
        List<KeyValue<String, Long>> changed = new ArrayList<>();
        try (KeyValueIterator<String, Long> all = changedStore.all()) {
            all.forEachRemaining(changed::add);
        }
        changed.sort(Comparator.comparing(entry -> entry.value));
        long deadline = System.nanoTime() + AT_ONCE.toNanos();
        for (KeyValue<String, Long> entry : changed) {
            if (System.nanoTime() > deadline) {
                return;
            }
            String callId = entry.key;
            Call call = calls.deserialize(Topics.CALLS.name(), callStore.get(callId));
            List<Prediction> windows = windows(callId);
            CallSummary summary = Summarizer.summarize(callId, call, windows, Instant.ofEpochMilli(now));
            byte[] bytes = summaries.serialize(Topics.CALL_SUMMARIES.name(), summary);
            unlist(callId);
            summaryStore.put(callId, bytes);
            newestStore.put(newestKey(summary), callId);
            send(callId, bytes, Topics.CALL_SUMMARIES);
            alerter.due(summary, windows, Instant.ofEpochMilli(now))
                    .forEach(alert -> send(callId, alert, Topics.ALERTS));
            changedStore.delete(callId);
        }
    }

    /** A call of which only predictions are known is listed last. */
    static String newestKey(CallSummary summary) {
        Instant received = summary.getReceivedAt();
        return "%019d/%s"
                .formatted(
                        received == null ? Long.MAX_VALUE : Long.MAX_VALUE - received.toEpochMilli(),
                        summary.getCallId());
    }

    private void unlist(String callId) {
        CallSummary before = summaries.deserialize(Topics.CALL_SUMMARIES.name(), summaryStore.get(callId));
        if (before != null) {
            newestStore.delete(newestKey(before));
        }
    }

    private List<Prediction> windows(String callId) {
        List<Prediction> windows = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = range(callId)) {
            while (all.hasNext()) {
                windows.add(predictions.deserialize(Topics.PREDICTIONS.name(), all.next().value));
            }
        }
        return windows;
    }

    private KeyValueIterator<String, byte[]> range(String callId) {
        return windowStore.range(firstWindow(callId), behindWindows(callId));
    }

    static String firstWindow(String callId) {
        return callId + "/";
    }

    /** The character that follows the slash: no key of another call stands between. */
    static String behindWindows(String callId) {
        return callId + "0";
    }

    private void send(String callId, byte @Nullable [] value, Topic<?> topic) {
        context.forward(
                new Record<>(callId.getBytes(StandardCharsets.UTF_8), value, context.currentSystemTimeMs()),
                topic.name());
    }

    /** Forgets calls whose predictions retention has taken, and what was deleted as long ago; some at a time. */
    private void sweep(long now) {
        long before = now - settings.rememberFor().toMillis();
        long deadline = System.nanoTime() + AT_ONCE.toNanos();
        List<String> old = new ArrayList<>();
        String goOn = null;
        try (KeyValueIterator<String, byte[]> all = summaryStore.range(sweptTo, null)) {
            while (all.hasNext() && goOn == null) {
                KeyValue<String, byte[]> entry = all.next();
                CallSummary summary = summaries.deserialize(Topics.CALL_SUMMARIES.name(), entry.value);
                if (summary != null && summary.getUpdatedAt().toEpochMilli() <= before) {
                    old.add(entry.key);
                }
                goOn = System.nanoTime() > deadline ? entry.key : null;
            }
        }
        sweptTo = goOn;
        old.forEach(this::drop);
        List<String> gone = new ArrayList<>();
        try (KeyValueIterator<String, Long> deleted = deletedStore.all()) {
            deleted.forEachRemaining(entry -> {
                if (entry.value <= before) {
                    gone.add(entry.key);
                }
            });
        }
        gone.forEach(deletedStore::delete);
    }

    /** A call that was deleted leaves no trace but that it was. */
    private void forget(String callId) {
        drop(callId);
        deletedStore.put(callId, context.currentSystemTimeMs());
        send(callId, null, Topics.CALL_SUMMARIES);
    }

    private void drop(String callId) {
        windows(callId).forEach(mix::takeAway);
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = range(callId)) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(windowStore::delete);
        unlist(callId);
        callStore.delete(callId);
        summaryStore.delete(callId);
        changedStore.delete(callId);
        alerter.forget(callId);
    }
}
