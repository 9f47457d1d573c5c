package io.affekt.cli;

import io.affekt.cli.bench.BenchCommand;
import io.affekt.cli.calls.AnalyzeCommand;
import io.affekt.cli.calls.FeaturesCommand;
import io.affekt.cli.deadletters.DlqCommand;
import io.affekt.cli.demo.DemoCommand;
import io.affekt.cli.evaluate.EvaluateCommand;
import io.affekt.cli.models.DatasetCommand;
import io.affekt.cli.models.ModelsCommand;
import io.affekt.cli.models.TrainCommand;
import io.affekt.cli.platform.UpCommand;
import io.affekt.cli.topics.TailCommand;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** {@code ./affekt}. */
@Command(
        name = "affekt",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "affekt 0.1.0",
        description = "Finds the emotion in recorded speech, as events on Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            AnalyzeCommand.class,
            TrainCommand.class,
            ModelsCommand.class,
            DatasetCommand.class,
            EvaluateCommand.class,
            FeaturesCommand.class,
            TailCommand.class,
            DlqCommand.class,
            BenchCommand.class,
            HelpCommand.class
        })
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] args) {
        // Figures are written alike everywhere: files with them are read by programs.
        Locale.setDefault(Locale.ROOT);
        System.exit(run(args));
    }

    static int run(String... args) {
        CommandLine commandLine = new CommandLine(new Main());
        BenchCommand.passOn(commandLine);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            Terminal.say(command.getCommandName() + ": " + exception.getMessage());
            return exception instanceof IllegalArgumentException ? WRONG_USE : FAILED;
        });
        return commandLine.execute(args);
    }
}
