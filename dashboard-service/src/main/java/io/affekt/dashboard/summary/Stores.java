package io.affekt.dashboard.summary;

import java.util.List;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The topology's state as others may read it. Thread-safe. */
public interface Stores {

    /** Where what is known of a call stands. */
    <V> ReadOnlyKeyValueStore<String, V> of(String store, String callId);

    /** The parts of a store, one for each partition. */
    <V> List<ReadOnlyKeyValueStore<String, V>> all(String store);
}
