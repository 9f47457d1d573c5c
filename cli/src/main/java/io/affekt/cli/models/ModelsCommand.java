package io.affekt.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import io.affekt.cli.platform.PlatformOptions;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code affekt models}: the registry. */
@Command(name = "models", description = "The versions of a model, and which one is in production.")
public final class ModelsCommand implements Callable<Integer> {

    @Mixin
    private final PlatformOptions options = new PlatformOptions();

    @Option(
            names = "--name",
            scope = ScopeType.INHERIT,
            defaultValue = "emotion",
            description = "The model; default ${DEFAULT-VALUE}.")
    private String name = "emotion";

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "One JSON object for each version.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        return list();
    }

    @Command(name = "list", description = "The versions, oldest first.")
    int list() throws InterruptedException {
        PrintWriter out = Terminal.out();
        for (JsonNode version : trainer().get("/v1/models?name=" + name)) {
            if (json) {
                out.println(version);
                continue;
            }
            JsonNode metrics = version.path("metrics");
            out.printf(
                    "%s:%d  %-12s %s  %s%s%n",
                    version.path("name").asText(),
                    version.path("version").asInt(),
                    version.path("architecture").asText(),
                    version.path("created_at").asText(),
                    metrics.isObject()
                            ? "accuracy %.4f, UAR %.4f on %d windows"
                                    .formatted(
                                            metrics.path("accuracy").asDouble(),
                                            metrics.path("uar").asDouble(),
                                            metrics.path("windows").asInt())
                            : "not evaluated",
                    version.path("aliases").isEmpty()
                            ? ""
                            : "  <- " + version.path("aliases").get(0).asText());
        }
        return 0;
    }

    @Command(name = "show", description = "All that is known of a version.")
    int show(@Parameters(paramLabel = "V", description = "The version.") int version) throws InterruptedException {
        Terminal.out()
                .println(
                        trainer().get("/v1/models/" + version + "?name=" + name).toPrettyString());
        return 0;
    }

    @Command(name = "promote", description = "Puts a version into production by your word.")
    int promote(
            @Parameters(paramLabel = "V", description = "The version.") int version,
            @Option(names = "--reason", defaultValue = "by hand", description = "Why; kept in the history.")
                    String reason)
            throws InterruptedException {
        return moved(trainer().post("/v1/models/" + version + "/promote?name=" + name, word(reason)));
    }

    @Command(name = "rollback", description = "Puts the version before the present one back into production.")
    int rollback(
            @Option(names = "--reason", defaultValue = "by hand", description = "Why; kept in the history.")
                    String reason)
            throws InterruptedException {
        return moved(trainer().post("/v1/models/rollback?name=" + name, word(reason)));
    }

    @Command(name = "export", description = "Writes a version, archive and lineage included, as a ModelVersion record.")
    int export(
            @Parameters(paramLabel = "V", description = "The version.") int version,
            @Parameters(paramLabel = "FILE", description = "Where it goes.") Path file)
            throws InterruptedException {
        return write("record", version, file);
    }

    @Command(name = "report", description = "Writes all that is known of a version as one HTML page.")
    int report(
            @Parameters(paramLabel = "V", description = "The version.") int version,
            @Parameters(paramLabel = "FILE", description = "Where it goes.") Path file)
            throws InterruptedException {
        return write("report", version, file);
    }

    @Command(name = "card", description = "Writes the model card of a version, in Markdown.")
    int card(
            @Parameters(paramLabel = "V", description = "The version.") int version,
            @Parameters(paramLabel = "FILE", description = "Where it goes.") Path file)
            throws InterruptedException {
        return write("card", version, file);
    }

    private int write(String what, int version, Path file) throws InterruptedException {
        byte[] bytes = trainer().getBytes("/v1/models/" + version + "/" + what + "?name=" + name);
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e.getMessage(), e);
        }
        Terminal.out().println(file + "  " + bytes.length + " bytes");
        return 0;
    }

    private static Map<String, String> word(String reason) {
        return Map.of("reason", reason, "actor", System.getProperty("user.name", "unknown"));
    }

    private int moved(JsonNode move) {
        Terminal.out()
                .printf(
                        "%s@%s is now version %d (before: %s)%n",
                        move.path("name").asText(),
                        move.path("alias").asText(),
                        move.path("version").asInt(),
                        move.path("previous_version").isNull()
                                ? "none"
                                : move.path("previous_version").asText());
        return 0;
    }

    private RestClient trainer() {
        return new RestClient(options.ports().uri(Service.TRAINER));
    }
}
