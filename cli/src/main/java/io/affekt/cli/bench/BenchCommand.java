package io.affekt.cli.bench;

import io.affekt.cli.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code affekt bench}. */
@Command(
        name = "bench",
        description = "Measures how fast this machine is.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {BenchCommand.SoundCommand.class, BenchCommand.PipelineCommand.class})
public final class BenchCommand {

    /** {@code affekt bench sound}. */
    @Command(
            name = "sound",
            description = "The sound library on one core, by JMH: seconds of sound treated in a second. Takes two"
                    + " minutes; let the machine be quiet.")
    static final class SoundCommand implements Callable<Integer> {

        @Override
        public Integer call() throws IOException, InterruptedException {
            return run("io.affekt.benchmarks.sound.SoundTable", List.of());
        }
    }

    /** {@code affekt bench pipeline}. */
    @Command(
            name = "pipeline",
            description =
                    "The pipeline, exactly once, on a platform of its own that is thrown away: flat (backlogs, as fast"
                            + " as it goes), live (calls in real time), capacity (how many of them) or commits (by how"
                            + " often transactions are committed); pipeline HOW --help says more.")
    static final class PipelineCommand implements Callable<Integer> {

        @Unmatched
        private List<String> arguments = new ArrayList<>();

        @Override
        public Integer call() throws IOException, InterruptedException {
            return run("io.affekt.benchmarks.pipeline.PipelineBench", arguments);
        }
    }

    /** Lets what comes behind {@code pipeline HOW} reach the program that it starts, {@code --help} too. */
    public static void passOn(CommandLine affekt) {
        CommandLine bench = Objects.requireNonNull(affekt.getSubcommands().get("bench"));
        Objects.requireNonNull(bench.getSubcommands().get("pipeline")).setStopAtUnmatched(true);
    }

    /** The benchmarks are a program of their own: what they measure is not in this process. */
    private static int run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        Path module = Platform.home().resolve("benchmarks/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-Daffekt.home=" + Platform.home(),
                "-Djava.util.logging.config.file=" + Platform.home().resolve("cli/src/main/config/logging.properties"),
                "-cp",
                module.resolve("classes") + File.pathSeparator + module.resolve("lib") + "/*",
                mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
