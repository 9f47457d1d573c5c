package io.affekt.dashboard.summary;

import io.affekt.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The topology: {@code predictions} and {@code calls}, which are placed alike, to {@code call-summaries} and
 * {@code alerts}. */
public final class SummaryTopology {

    private SummaryTopology() {}

    /** @param unreadable told of each record that cannot be read, on the stream threads */
    public static Topology build(SummarySettings settings, Runnable unreadable) {
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        ByteArraySerializer write = new ByteArraySerializer();
        Topology topology = new Topology()
                .addSource("sources", read, read, Topics.CALLS.name(), Topics.PREDICTIONS.name())
                .addProcessor("summaries", () -> new SummaryProcessor(settings, unreadable), "sources")
                .addSink(Topics.CALL_SUMMARIES.name(), Topics.CALL_SUMMARIES.name(), write, write, "summaries")
                .addSink(Topics.ALERTS.name(), Topics.ALERTS.name(), write, write, "summaries");
        List.of(
                        store(SummaryProcessor.WINDOWS, Serdes.ByteArray()),
                        store(SummaryProcessor.CALLS, Serdes.ByteArray()),
                        store(SummaryProcessor.SUMMARIES, Serdes.ByteArray()),
                        store(SummaryProcessor.CHANGED, Serdes.Long()),
                        store(SummaryProcessor.NEWEST, Serdes.String()),
                        store(SummaryProcessor.ALERTS, Serdes.ByteArray()),
                        store(SummaryProcessor.DELETED, Serdes.Long()),
                        store(SummaryProcessor.MIX, MixCount.SERDE))
                .forEach(store -> topology.addStateStore(store, "summaries"));
        return topology;
    }

    private static <V> StoreBuilder<?> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withCachingEnabled();
    }
}
