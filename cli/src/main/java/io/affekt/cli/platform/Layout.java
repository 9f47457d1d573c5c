package io.affekt.cli.platform;

import java.util.List;

/**
 * How a platform is laid out beside its defaults.
 *
 * @param servicesKafka where the services find Kafka, host and port
 * @param brokerProperties settings of the broker, {@code name=value}
 * @param settings of the services, {@code name=value}, such as {@code affekt.features.threads=1}; each goes to the service
 *     that it is of
 */
public record Layout(String servicesKafka, List<String> brokerProperties, List<String> settings) {

    public Layout {
        brokerProperties = List.copyOf(brokerProperties);
        settings = List.copyOf(settings);
    }

    /** What {@code ./affekt up} runs. */
    public static Layout standard(Ports ports) {
        return new Layout(ports.bootstrapServers(), List.of(), List.of());
    }
}
