package io.affekt.cli.platform;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a platform is laid out beside its defaults.
 *
 * @param servicesKafka where the services find Kafka, host and port
 * @param brokerProperties settings of the broker, {@code name=value}
 * @param settings of the services, {@code name=value}, such as {@code affekt.features.threads=1}; each goes to the service
 *     that it is of
 * @param services which of them run; they start in the order of {@link Service}
 */
public record Layout(
        String servicesKafka, List<String> brokerProperties, List<String> settings, Set<Service> services) {

    public Layout {
        services = Collections.unmodifiableSet(EnumSet.copyOf(services));
        brokerProperties = List.copyOf(brokerProperties);
        settings = List.copyOf(settings);
    }

    /** Every service. */
    public Layout(String servicesKafka, List<String> brokerProperties, List<String> settings) {
        this(servicesKafka, brokerProperties, settings, EnumSet.allOf(Service.class));
    }

    /** What {@code ./affekt up} runs. */
    public static Layout standard(Ports ports) {
        return new Layout(ports.bootstrapServers(), List.of(), List.of());
    }
}
