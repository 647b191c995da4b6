package dev.zimage.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program. Each subcommand is a class of its own.
@Command(
        name = "zimage",
        description = "A self-hosted text-to-image service.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private Main() {}

    /// Runs the command and ends the process with its exit code: 0 when it did what was asked, 1
    /// when it could not, 2 when it was asked wrongly.
    public static void main(String[] args) {
        System.exit(commandLine(Clock.systemUTC()).execute(args));
    }

    static CommandLine commandLine(Clock clock) {
        CommandLine line = new CommandLine(new Main());
        line.addSubcommand(new ServeCommand(clock));
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(new Failures());
        return line;
    }
}
