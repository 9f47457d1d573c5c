package io.affekt.dashboard.summary;

import io.affekt.schemas.Prediction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the store of what was predicted by hour, role, model and outcome up to date. Used by one thread. */
final class MixCounter {

    private final KeyValueStore<String, MixCount> store;

    MixCounter(KeyValueStore<String, MixCount> store) {
        this.store = store;
    }

    void add(Prediction prediction) {
        String key = MixKey.of(prediction).text();
        store.put(key, at(key).plus(MixKey.countOf(prediction)));
    }

    void takeAway(Prediction prediction) {
        String key = MixKey.of(prediction).text();
        store.put(key, at(key).minus(MixKey.countOf(prediction)));
    }

    private MixCount at(String key) {
        MixCount count = store.get(key);
        return count == null ? MixCount.NONE : count;
    }

    /** Forgets the hours before a moment. */
    void forget(Instant before) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, MixCount> old = store.range("", MixKey.prefix(before))) {
            old.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
    }
}
