package io.affekt.cli;

import io.affekt.cli.evaluate.EvaluateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./affekt}. */
@Command(
        name = "affekt",
        mixinStandardHelpOptions = true,
        version = "affekt 0.1.0",
        description = "Finds the emotion in recorded speech, as events on Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {EvaluateCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            Terminal.say(command.getCommandName() + ": " + exception.getMessage());
            return 1;
        });
        return commandLine.execute(args);
    }
}
