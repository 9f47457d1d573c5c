package io.affekt.cli.platform;

import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affekt up}: the local platform in the foreground. */
@Command(name = "up", description = "Runs the local platform in the foreground; Ctrl-C ends it.")
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "A setting of docs/configuration.md, such as affekt.inference.linger=20ms; any number of them.")
    private Map<String, String> settings = Map.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Layout layout = new Layout(
                options.ports().bootstrapServers(),
                List.of(),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        try (Platform platform = Platform.start(options.data(), options.ports(), layout)) {
            stay(platform);
        }
        return 0;
    }

    /**
     * Leaves a platform running until Ctrl-C, which ends this process.
     *
     * @throws CommandException when a part of it dies
     */
    public static void stay(Platform platform) throws InterruptedException {
        Terminal.progressDone();
        Terminal.out().println(addresses(platform));
        while (true) {
            ChildProcess dead = platform.dead();
            if (dead != null) {
                throw new CommandException(
                        dead.name() + " has died; the platform ends. Its log is in " + platform.logs());
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private static String addresses(Platform platform) {
        StringBuilder text = new StringBuilder("Affekt is up.\n");
        text.append("  %-18s %s%n".formatted("Kafka", platform.ports().bootstrapServers()));
        for (Service service : Service.values()) {
            text.append(
                    "  %-18s %s%n".formatted(service.label(), platform.ports().uri(service)));
        }
        text.append("  %-18s %s%n".formatted("logs", platform.logs()));
        return text.append("Ctrl-C ends it.").toString();
    }
}
