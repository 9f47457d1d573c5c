package io.affekt.cli.platform;

import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import io.affekt.schemas.TopicSetup;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/**
 * The local platform: a broker and the services as child processes. It ends with the process that started it, on
 * {@link #close} or on Ctrl-C. Used by one thread.
 */
public final class Platform implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofSeconds(120);
    private static final long CHECK_EVERY_MS = 200;

    private final Path data;
    private final Ports ports;
    private final Layout layout;
    private final CommandLines commandLines;
    private final boolean temporary;
    private final Map<Instance, ChildProcess> services = new LinkedHashMap<>();
    private volatile boolean ending;
    private final Thread onExit = new Thread(this::end, "platform-end");

    @SuppressWarnings("NullAway.Init")
    private ChildProcess broker;

    private Platform(Path data, Ports ports, Layout layout, boolean temporary) {
        this.data = data;
        this.ports = ports;
        this.layout = layout;
        this.temporary = temporary;
        commandLines = new CommandLines(home(), data, ports, layout);
    }

    /**
     * Starts everything and waits until it is ready.
     *
     * @param data folder of the platform's data and logs
     * @throws CommandException with a sentence when a port is in use or a process dies
     */
    public static Platform start(Path data, Ports ports) throws IOException, InterruptedException {
        return start(data, ports, Layout.standard(ports));
    }

    /** As {@link #start(Path, Ports)}, laid out in another way. */
    public static Platform start(Path data, Ports ports, Layout layout) throws IOException, InterruptedException {
        return start(new Platform(data.toAbsolutePath(), ports, layout, false));
    }

    /** Starts a platform with data of its own, which are deleted at its end, Ctrl-C included. */
    public static Platform startTemporary(Ports ports) throws IOException, InterruptedException {
        return startTemporary(ports, Layout.standard(ports));
    }

    /** As {@link #startTemporary(Ports)}, laid out in another way. */
    public static Platform startTemporary(Ports ports, Layout layout) throws IOException, InterruptedException {
        return start(new Platform(Files.createTempDirectory("affekt"), ports, layout, true));
    }

    private static Platform start(Platform platform) throws IOException, InterruptedException {
        platform.requireFreePorts();
        Runtime.getRuntime().addShutdownHook(platform.onExit);
        try {
            platform.startBroker();
            Set<Service> services = platform.layout.services();
            for (Service service : services) {
                platform.start(service);
            }
            for (Service service : services) {
                if (service != Service.INFERENCE) {
                    platform.awaitReady(service);
                }
            }
            platform.awaitModel();
            return platform;
        } catch (IOException | InterruptedException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** The folder that Affekt was built in. */
    public static Path home() {
        String home = System.getProperty("affekt.home");
        if (home == null) {
            throw new CommandException("Start Affekt with ./affekt, which says where it was built");
        }
        return Path.of(home);
    }

    public Ports ports() {
        return ports;
    }

    public Path logs() {
        return data.resolve("logs");
    }

    /** The process of a service's first instance. */
    public ChildProcess process(Service service) {
        return process(new Instance(service, 0));
    }

    /** An instance's process. */
    public ChildProcess process(Instance instance) {
        ChildProcess process = services.get(instance);
        if (process == null) {
            throw new IllegalStateException(instance.label() + " was never started");
        }
        return process;
    }

    /** The instances that were started and not forgotten. */
    public Set<Instance> instances() {
        return Set.copyOf(services.keySet());
    }

    /** Where an instance keeps its data; nothing may be there. */
    public Path data(Instance instance) {
        return commandLines.folder(instance);
    }

    public ChildProcess broker() {
        return broker;
    }

    private void requireFreePorts() throws IOException {
        List<Integer> needed = new ArrayList<>(List.of(ports.kafka(), ports.kafkaController()));
        for (Service service : Service.values()) {
            needed.add(ports.of(service));
        }
        for (int port : needed) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(Ports.HOST))) {
                socket.setReuseAddress(true);
            } catch (BindException e) {
                throw new CommandException(
                        "Port " + port + " is in use; end what uses it, or choose others with --port-base N", e);
            }
        }
    }

    /** Starts the broker, again after it has ended, and waits until its topics are there. */
    public void startBroker() throws IOException, InterruptedException {
        Terminal.progress("starting Kafka");
        broker = ChildProcess.java("kafka", logs(), commandLines.broker());
        await("Kafka", broker, () -> {
            try (Admin admin = Admin.create(Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                    ports.bootstrapServers(),
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    2000,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    2000))) {
                new TopicSetup(admin).createMissing(Topics.ALL);
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    /** Starts the first instance of a service, again after it has ended. */
    public void start(Service service) throws IOException {
        start(new Instance(service, 0));
    }

    /**
     * Starts an instance, again after it has ended.
     *
     * @param settings {@code name=value}, over those of the layout and of the instance
     */
    public void start(Instance instance, String... settings) throws IOException {
        if (ending) {
            throw new CommandException("The platform is ending");
        }
        // Native libraries are unpacked there, and a process that is killed does not tidy them up.
        Path scratch = data.resolve("tmp").resolve(instance.label());
        List<String> arguments = commandLines.instance(instance, scratch, settings);
        delete(scratch);
        Files.createDirectories(scratch);
        services.put(instance, ChildProcess.java(instance.label(), logs(), arguments));
    }

    /** Ends an instance as an operator would, and waits for it. */
    public void stop(Instance instance) throws InterruptedException {
        process(instance).terminate();
        process(instance).awaitEnd();
    }

    /** Takes an instance that was ended, and is not started again, out of the platform. */
    public void forget(Instance instance) {
        services.remove(instance);
    }

    /** Ends the broker as an operator would, and waits for it. */
    public void stopBroker() throws InterruptedException {
        broker.terminate();
        broker.awaitEnd();
    }

    /** Waits until the first instance of a service says that it is ready. */
    public void awaitReady(Service service) throws InterruptedException {
        awaitReady(new Instance(service, 0));
    }

    /** Waits until an instance says that it is ready. */
    public void awaitReady(Instance instance) throws InterruptedException {
        Terminal.progress("starting " + instance.label());
        HealthClient health = new HealthClient(ports.uri(instance));
        await(instance.label(), process(instance), health::isReady);
    }

    /** Inference is ready with a model; where there is none yet, it is enough that it lives. */
    private void awaitModel() throws InterruptedException {
        Terminal.progress("starting " + Service.INFERENCE.label());
        HealthClient health = new HealthClient(ports.uri(Service.INFERENCE));
        boolean modelExists = new RestClient(ports.uri(Service.TRAINER))
                        .get("/v1/models/history")
                        .size()
                > 0;
        await(
                Service.INFERENCE.label(),
                process(Service.INFERENCE),
                () -> modelExists ? health.isReady() : health.isLive());
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private static void await(String what, ChildProcess process, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!condition.holds()) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new CommandException(what + " did not become ready within " + START_WITHIN.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_EVERY_MS);
        }
    }

    /** The first child that has died, if any; none while the platform ends. */
    public @Nullable ChildProcess dead() {
        if (ending) {
            return null;
        }
        if (!broker.isAlive()) {
            return broker;
        }
        return services.values().stream()
                .filter(process -> !process.isAlive())
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        if (!ending) {
            Runtime.getRuntime().removeShutdownHook(onExit);
            end();
        }
    }

    /** Services first, so that they can still tell Kafka; then the broker. */
    private void end() {
        ending = true;
        try {
            services.values().forEach(ChildProcess::terminate);
            for (ChildProcess process : services.values()) {
                process.awaitEnd();
            }
            if (broker != null) {
                broker.terminate();
                broker.awaitEnd();
            }
            if (temporary) {
                delete(data);
            }
        } catch (IOException e) {
            Terminal.say(data + " could not be deleted: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
