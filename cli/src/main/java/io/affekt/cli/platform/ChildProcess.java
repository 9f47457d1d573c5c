package io.affekt.cli.platform;

import io.affekt.cli.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Java process that belongs to this one: its output goes to a file, and it ends with us. */
public final class ChildProcess {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    /** Quarkus says so; a line for each setting follows. */
    private static final String WRONG_SETTINGS = "Configuration validation failed:";

    private final String name;
    private final Path log;
    /** Where this run begins in the log, bytes: what is before is of earlier ones. */
    private final long logStart;

    private final Process process;

    private ChildProcess(String name, Path log, long logStart, Process process) {
        this.name = name;
        this.log = log;
        this.logStart = logStart;
        this.process = process;
    }

    /** Starts {@code java} with these arguments. */
    static ChildProcess java(String name, Path logFolder, List<String> arguments) throws IOException {
        Path log = Files.createDirectories(logFolder).resolve(name + ".log");
        // Ctrl-C reaches every process of the terminal; the children end when they are asked to, in their order.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Unset, the native library's threads spin and slow everything down.
        builder.environment().putIfAbsent("OMP_NUM_THREADS", "1");
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        return new ChildProcess(name, log, logStart, builder.start());
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** @throws CommandException with a sentence that says why, when the process has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new CommandException(name + " ended with code " + process.exitValue() + reason() + "; see " + log);
        }
    }

    /** The last error of this run in the log. */
    private String reason() {
        try (InputStream written = Files.newInputStream(log)) {
            written.skipNBytes(logStart);
            List<String> lines = new String(written.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (int i = lines.size() - 1; i >= 0; i--) {
                String line = lines.get(i);
                if (line.startsWith(WRONG_SETTINGS)) {
                    return ": "
                            + lines.stream()
                                    .skip(i + 1)
                                    .takeWhile(next -> next.startsWith("\t"))
                                    .map(String::strip)
                                    .collect(Collectors.joining("; "));
                }
                if (line.contains("Exception: ")) {
                    return ": " + line.substring(line.indexOf("Exception: ") + "Exception: ".length());
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Asks the process to end. */
    void terminate() {
        process.destroy();
    }

    /** Kills the process as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for the end; kills what does not come to it. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }
}
