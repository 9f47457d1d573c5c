package io.affekt.schemas;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Settings that every client of a service has. */
public final class ClientSettings {

    private ClientSettings() {}

    /**
     * Settings whose clients report their metrics to nobody, unless the given ones say to whom. Operators read them by
     * Micrometer; Kafka's own reporter makes thousands of JMX beans beside, which slow every start down.
     *
     * @param kafka settings of every client, such as {@code bootstrap.servers}
     * @return a copy
     */
    public static Map<String, Object> withoutReporters(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        settings.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        return settings;
    }
}
