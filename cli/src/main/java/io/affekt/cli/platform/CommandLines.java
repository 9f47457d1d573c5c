package io.affekt.cli.platform;

import io.affekt.cli.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the processes of a platform are started with.
 *
 * @param home the folder that Affekt was built in
 * @param data folder of the platform's data
 * @param ports where they listen
 * @param layout how the platform is laid out
 */
record CommandLines(Path home, Path data, Ports ports, Layout layout) {

    /** Java's arguments for the broker. */
    List<String> broker() {
        List<String> arguments = new ArrayList<>(compilerOptions());
        arguments.addAll(List.of(
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-Djava.util.logging.config.file=" + home.resolve("cli/src/main/config/broker-logging.properties"),
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedBroker.class.getName(),
                data.resolve("kafka").toString(),
                Integer.toString(ports.kafka()),
                Integer.toString(ports.kafkaController())));
        arguments.addAll(layout.brokerProperties());
        return arguments;
    }

    /**
     * Java's arguments for an instance.
     *
     * @param scratch its folder for temporary files
     * @param settings {@code name=value}, over those of the layout and of the instance
     * @throws CommandException when the service was not built
     */
    List<String> instance(Instance instance, Path scratch, String... settings) {
        Service service = instance.service();
        Path jar = service.jar(home);
        if (!Files.exists(jar)) {
            throw new CommandException(jar + " is missing; build it with ./mvnw package -DskipTests");
        }
        List<String> arguments = new ArrayList<>(service.jvmOptions());
        arguments.addAll(compilerOptions());
        arguments.add("-Djava.io.tmpdir=" + scratch);
        arguments.addAll(service.instanceOptions(instance, folder(instance)));
        arguments.addAll(service.addressOptions(ports));
        arguments.add("-Dquarkus.http.port=" + ports.of(instance));
        arguments.add("-Dkafka.bootstrap.servers=" + layout.servicesKafka());
        layout.settings().stream().filter(service::takes).forEach(setting -> arguments.add("-D" + setting));
        Arrays.stream(settings).forEach(setting -> arguments.add("-D" + setting));
        arguments.add("-jar");
        arguments.add(jar.toString());
        return arguments;
    }

    /** Where an instance keeps its data. */
    Path folder(Instance instance) {
        return data.resolve(instance.label());
    }

    /** What of a process is worth Java's second compiler, and what is not. */
    private List<String> compilerOptions() {
        return List.of(
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:CompilerDirectivesFile=" + home.resolve("deploy/compiler-directives.json"));
    }
}
