package io.affekt.cli.platform;

import java.util.List;

/**
 * How a platform is laid out beside its defaults.
 *
 * @param servicesKafka where the services find Kafka, host and port
 * @param brokerProperties settings of the broker, {@code name=value}
 * @param serviceOptions options of every service's Java, such as {@code -Daffekt.features.threads=1}
 */
public record Layout(String servicesKafka, List<String> brokerProperties, List<String> serviceOptions) {

    public Layout {
        brokerProperties = List.copyOf(brokerProperties);
        serviceOptions = List.copyOf(serviceOptions);
    }

    /** What {@code ./affekt up} runs. */
    public static Layout standard(Ports ports) {
        return new Layout(ports.bootstrapServers(), List.of(), List.of());
    }
}
