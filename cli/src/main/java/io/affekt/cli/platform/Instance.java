package io.affekt.cli.platform;

/**
 * One of the processes that run a service.
 *
 * @param service the service
 * @param number from 0; a platform starts number 0 of each
 */
public record Instance(Service service, int number) {

    /** The name of process and log file. */
    public String label() {
        return number == 0 ? service.label() : service.label() + "-" + number;
    }
}
