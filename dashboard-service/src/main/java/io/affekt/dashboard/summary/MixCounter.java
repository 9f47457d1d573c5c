package io.affekt.dashboard.summary;

import io.affekt.schemas.Prediction;
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
        MixCount left = at(key).minus(MixKey.countOf(prediction));
        store.put(key, left.windows() > 0 ? left : null);
    }

    private MixCount at(String key) {
        MixCount count = store.get(key);
        return count == null ? MixCount.NONE : count;
    }
}
