package io.affekt.cli.platform;

import io.affekt.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which platform a command works with. */
public final class PlatformOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of the platform's data and logs; default is data beside ./affekt.")
    private @Nullable Path data;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            defaultValue = Ports.DEFAULT_BASE,
            description = "Kafka listens on N, the services on N+1 to N+5, on 127.0.0.1; default ${DEFAULT-VALUE}.")
    private int portBase = Integer.parseInt(Ports.DEFAULT_BASE);

    public Ports ports() {
        return new Ports(portBase);
    }

    public Path data() {
        return data == null ? Platform.home().resolve("data") : data;
    }

    /** A platform that was found running has no process to end; one that was started ends when it is closed. */
    public record Session(Ports ports, @Nullable Platform started) implements AutoCloseable {

        @Override
        public void close() {
            if (started != null) {
                started.close();
            }
        }
    }

    /** Uses the platform that runs on these ports, or starts one. */
    public Session runningOrStarted() throws IOException, InterruptedException {
        if (new HealthClient(ports().uri(Service.INGEST)).isReady()) {
            return new Session(ports(), null);
        }
        Terminal.say("No platform is running on port base " + portBase + ": starting one for this command (./affekt up"
                + " keeps one running).");
        return new Session(ports(), Platform.start(data(), ports()));
    }
}
