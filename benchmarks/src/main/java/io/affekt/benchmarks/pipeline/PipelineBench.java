package io.affekt.benchmarks.pipeline;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The main class of {@code affekt bench pipeline}. */
@Command(
        name = "affekt bench pipeline",
        description = "The pipeline, exactly once, on a platform of its own that is thrown away.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "HOW",
        subcommands = {FlatCommand.class, LiveCommand.class, CapacityCommand.class, CommitsCommand.class})
public final class PipelineBench {

    private PipelineBench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new PipelineBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }
}
