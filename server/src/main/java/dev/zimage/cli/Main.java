package dev.zimage.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The program. Each subcommand is a class of its own.
@Command(
        name = "zimage",
        description = "A self-hosted text-to-image service.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "zimage COMMAND --help tells the options of a command."})
public final class Main {

    private static final char UNREADABLE = '\uFFFD';

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // by picocli only
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("unused") // by picocli only
    private boolean version;

    private Main() {}

    /// Runs the command and ends the process with its exit code: 0 when it did what was asked, 1
    /// when it could not, 2 when it was asked wrongly.
    public static void main(String[] args) {
        System.exit(run(commandLine(Clock.systemUTC()), args));
    }

    static int run(CommandLine line, String... args) {
        if (Arrays.stream(args).anyMatch(argument -> argument.indexOf(UNREADABLE) >= 0)) {
            line.getErr()
                    .println(
                            "zimage: an argument has characters that the locale of this terminal"
                                    + " cannot express; set LC_ALL=C.UTF-8 and try again");
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(args);
    }

    static CommandLine commandLine(Clock clock) {
        return commandLine(Surroundings.ofProcess(clock));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        IFactory factory = factory(surroundings);
        CommandLine line = new CommandLine(new Main(), factory);
        line.addSubcommand(new ServeCommand(surroundings));
        line.addSubcommand(new CommandLine(new KeysCommand(surroundings), factory));
        line.addSubcommand(new CommandLine(new AccountsCommand(surroundings), factory));
        line.addSubcommand(credits(surroundings, factory));
        line.addSubcommand(new LedgerCommand(surroundings));
        line.addSubcommand(new GenerateCommand(surroundings));
        line.addSubcommand(new DoctorCommand(surroundings));
        line.addSubcommand(new WarmUpCommand(surroundings.clock()));
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        ValueTypes.register(line);
        line.setParameterExceptionHandler(new WrongUsage());
        line.setExecutionExceptionHandler(new Failures());
        return line;
    }

    /// `credits grant -500` names an amount, not an option.
    private static CommandLine credits(Surroundings surroundings, IFactory factory) {
        CommandLine credits = new CommandLine(new CreditsCommand(surroundings), factory);
        CommandLine grant = credits.getSubcommands().get(CreditsCommand.GRANT);
        if (grant != null) {
            grant.setUnmatchedOptionsArePositionalParams(true);
        }
        return credits;
    }

    /// Makes the options that need to know their surroundings.
    private static IFactory factory(Surroundings surroundings) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == DataOption.class
                        ? type.cast(new DataOption(surroundings))
                        : CommandLine.defaultFactory().create(type);
            }
        };
    }
}
