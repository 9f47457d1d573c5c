package io.affekt.dashboard.summary;

import io.affekt.dashboard.alerts.AlertRule;
import io.affekt.schemas.Alert;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallSummary;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads calls out of the state: no more of it in memory than is asked for. Thread-safe. */
public final class CallReader {

    /**
     * A call and its summary.
     *
     * @param call null where only predictions are known
     * @param alerts how many there are of it; null where nobody looked
     */
    public record Known(
            @Nullable Call call,
            CallSummary summary,
            @Nullable Integer alerts) {}

    /**
     * Some calls.
     *
     * @param next where the next page starts; null behind the last one
     */
    public record Page(List<Known> calls, @Nullable String next) {}

    private final Stores stores;
    private final AvroSerde<Prediction> predictions = Topics.PREDICTIONS.serde();
    private final AvroSerde<Call> calls = Topics.CALLS.serde();
    private final AvroSerde<CallSummary> summaries = Topics.CALL_SUMMARIES.serde();

    private final AvroSerde<Alert> alerts = Topics.ALERTS.serde();

    public CallReader(Stores stores) {
        this.stores = stores;
    }

    /** What is known of a call. */
    public Optional<Known> find(String callId) {
        CallSummary summary = summaries.deserialize(
                Topics.CALL_SUMMARIES.name(),
                stores.<byte[]>of(SummaryProcessor.SUMMARIES, callId).get(callId));
        if (summary == null) {
            return Optional.empty();
        }
        Call call = calls.deserialize(
                Topics.CALLS.name(),
                stores.<byte[]>of(SummaryProcessor.CALLS, callId).get(callId));
        return Optional.of(new Known(call, summary, alerts(callId).size()));
    }

    /** The windows of a call, channel after channel. */
    public List<Prediction> windows(String callId) {
        List<Prediction> windows = new ArrayList<>();
        ReadOnlyKeyValueStore<String, byte[]> store = stores.of(SummaryProcessor.WINDOWS, callId);
        try (KeyValueIterator<String, byte[]> all =
                store.range(SummaryProcessor.firstWindow(callId), SummaryProcessor.behindWindows(callId))) {
            while (all.hasNext()) {
                Prediction window = predictions.deserialize(Topics.PREDICTIONS.name(), all.next().value);
                if (window != null) {
                    windows.add(window);
                }
            }
        }
        return windows;
    }

    /** The alerts of a call, by their rules' names. */
    public List<Alert> alerts(String callId) {
        List<Alert> found = new ArrayList<>();
        ReadOnlyKeyValueStore<String, byte[]> store = stores.of(SummaryProcessor.ALERTS, callId);
        try (KeyValueIterator<String, byte[]> all =
                store.range(AlertRule.firstAlertId(callId), AlertRule.behindAlertIds(callId))) {
            while (all.hasNext()) {
                Alert alert = alerts.deserialize(Topics.ALERTS.name(), all.next().value);
                if (alert != null) {
                    found.add(alert);
                }
            }
        }
        return found;
    }

    /**
     * Calls, the newest first.
     *
     * @param from what a page before said; null for the first
     * @param limit the most of them
     */
    public Page newest(@Nullable String from, int limit) {
        List<KeyValueIterator<String, String>> open = new ArrayList<>();
        PriorityQueue<KeyValueIterator<String, String>> parts =
                new PriorityQueue<>(Comparator.comparing(KeyValueIterator::peekNextKey));
        try {
            for (ReadOnlyKeyValueStore<String, String> store : stores.<String>all(SummaryProcessor.NEWEST)) {
                KeyValueIterator<String, String> part = store.range(from, null);
                open.add(part);
                if (part.hasNext()) {
                    parts.add(part);
                }
            }
            List<Known> page = new ArrayList<>();
            for (KeyValueIterator<String, String> part = parts.poll(); part != null; part = parts.poll()) {
                if (page.size() == limit) {
                    return new Page(page, part.peekNextKey());
                }
                KeyValue<String, String> entry = part.next();
                find(entry.value).ifPresent(page::add);
                if (part.hasNext()) {
                    parts.add(part);
                }
            }
            return new Page(page, null);
        } finally {
            open.forEach(KeyValueIterator::close);
        }
    }

    /** What was predicted of windows that were recorded from one hour to another. */
    public Map<MixKey, MixCount> mix(Instant from, Instant to) {
        Map<MixKey, MixCount> mix = new TreeMap<>(Comparator.comparing(MixKey::text));
        for (ReadOnlyKeyValueStore<String, MixCount> store : stores.<MixCount>all(SummaryProcessor.MIX)) {
            try (KeyValueIterator<String, MixCount> all =
                    store.range(MixKey.prefix(from), MixKey.prefix(to.plusSeconds(3599)))) {
                while (all.hasNext()) {
                    KeyValue<String, MixCount> entry = all.next();
                    if (entry.value.windows() > 0) {
                        mix.merge(MixKey.parse(entry.key), entry.value, MixCount::plus);
                    }
                }
            }
        }
        return mix;
    }
}
