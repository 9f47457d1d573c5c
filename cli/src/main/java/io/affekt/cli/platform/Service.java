package io.affekt.cli.platform;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The services that run as child processes. */
public enum Service {
    INGEST("ingest-service", "affekt.ingest.", 1, 384),
    FEATURE("feature-service", "affekt.features.", 2, 768),
    INFERENCE("inference-service", "affekt.inference.", 3, 512),
    TRAINER("trainer-service", "affekt.trainer.", 4, 1536),
    DASHBOARD("dashboard-service", "affekt.dashboard.", 5, 256);

    private final String label;
    private final String settings;
    private final int portOffset;
    private final int heapMegabytes;

    Service(String label, String settings, int portOffset, int heapMegabytes) {
        this.label = label;
        this.settings = settings;
        this.portOffset = portOffset;
        this.heapMegabytes = heapMegabytes;
    }

    /** The name of module, process and log file. */
    public String label() {
        return label;
    }

    int portOffset() {
        return portOffset;
    }

    Path jar(Path home) {
        return home.resolve(label).resolve("target/quarkus-app/quarkus-run.jar");
    }

    List<String> jvmOptions() {
        return List.of(
                // As large at once as it may become: a start under load does not collect garbage again and again.
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                // Threads of Kafka's clients do not survive it, and nobody is told: a service that ends is started
                // anew.
                "-XX:+ExitOnOutOfMemoryError",
                // The fast paths of the sound library; Java says on stderr that it is an incubator.
                "--add-modules=jdk.incubator.vector",
                // Off-heap memory of the native library, bytes: its buffers. That of the whole process has no limit:
                // the library would ask the system for it with every buffer, a twentieth of a training.
                "-Dorg.bytedeco.javacpp.maxbytes=2g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    }

    /** Whether a setting is one of this service's, or of every service's. Of one that is not, a service says so and ends. */
    boolean takes(String setting) {
        return setting.startsWith(settings)
                || Arrays.stream(values()).noneMatch(service -> setting.startsWith(service.settings));
    }

    /** Tells the dashboard's page where the others are, and them that it may ask from a browser. */
    List<String> addressOptions(Ports ports) {
        return switch (this) {
            case INGEST, TRAINER ->
                List.of("-Dquarkus.http.cors.origins=http://127.0.0.1:%1$d,http://localhost:%1$d"
                        .formatted(ports.of(DASHBOARD)));
            case DASHBOARD ->
                List.of(
                        "-Daffekt.dashboard.ingest-url=" + ports.uri(INGEST),
                        "-Daffekt.dashboard.trainer-url=" + ports.uri(TRAINER));
            default -> List.of();
        };
    }

    /** Gives an instance its name, and keeps its data in a folder of its own. */
    List<String> instanceOptions(Instance instance, Path folder) {
        return switch (this) {
            case INGEST -> List.of("-Daffekt.ingest.spool-dir=" + folder);
            case FEATURE ->
                List.of("-Daffekt.features.instance-id=" + instance.label(), "-Daffekt.features.state-dir=" + folder);
            case INFERENCE -> List.of("-Daffekt.inference.instance-id=" + instance.label());
            case TRAINER -> List.of("-Daffekt.trainer.data-dir=" + folder);
            case DASHBOARD -> List.of("-Daffekt.dashboard.state-dir=" + folder);
        };
    }
}
