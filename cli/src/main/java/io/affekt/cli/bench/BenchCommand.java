package io.affekt.cli.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code affekt bench}. */
@Command(
        name = "bench",
        description = "Measures how fast this machine is.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = BenchCommand.SoundCommand.class)
public final class BenchCommand {

    /** {@code affekt bench sound}. */
    @Command(
            name = "sound",
            description = "The sound library on one core, by JMH: seconds of sound treated in a second. Takes two"
                    + " minutes; let the machine be quiet.")
    static final class SoundCommand implements Callable<Integer> {

        @Override
        public Integer call() throws IOException, InterruptedException {
            Path module = Path.of(System.getProperty("affekt.home", "."), "benchmarks", "target");
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            module.resolve("classes") + File.pathSeparator + module.resolve("lib") + "/*",
                            "io.affekt.benchmarks.sound.SoundTable")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }
}
