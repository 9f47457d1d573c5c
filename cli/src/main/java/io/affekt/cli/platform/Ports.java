package io.affekt.cli.platform;

import java.net.URI;

/**
 * Where the parts of a platform listen, all on 127.0.0.1, counted from one number.
 *
 * @param base Kafka's port; the services follow it
 */
public record Ports(int base) {

    /** The base that is used where none is given. */
    public static final String DEFAULT_BASE = "7070";

    static final String HOST = "127.0.0.1";

    private static final int INSTANCES_APART = 10;

    public Ports {
        if (base < 1024 || base > 65_000) {
            throw new IllegalArgumentException("The port base must be from 1024 to 65000, not " + base);
        }
    }

    int kafka() {
        return base;
    }

    int kafkaController() {
        return base + 9;
    }

    int of(Service service) {
        return of(new Instance(service, 0));
    }

    int of(Instance instance) {
        return base + INSTANCES_APART * instance.number() + instance.service().portOffset();
    }

    /** Kafka's bootstrap address. */
    public String bootstrapServers() {
        return HOST + ":" + kafka();
    }

    /** Where the first instance of a service answers. */
    public URI uri(Service service) {
        return uri(new Instance(service, 0));
    }

    /** Where an instance answers. */
    public URI uri(Instance instance) {
        return URI.create("http://" + HOST + ":" + of(instance));
    }
}
