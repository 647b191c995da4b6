package dev.zimage.cli;

import dev.zimage.actor.Actor;
import dev.zimage.cli.accounts.AccountsCommand;
import dev.zimage.cli.accounts.CreditsCommand;
import dev.zimage.cli.accounts.KeysCommand;
import dev.zimage.cli.accounts.LedgerCommand;
import dev.zimage.cli.accounts.UsageCommand;
import dev.zimage.cli.audit.AuditCommand;
import dev.zimage.cli.batch.BatchCommand;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Version;
import dev.zimage.cli.doctor.DoctorCommand;
import dev.zimage.cli.migrate.MigrateCommand;
import dev.zimage.cli.model.GenerateCommand;
import dev.zimage.cli.model.ImportCommand;
import dev.zimage.cli.model.PullCommand;
import dev.zimage.cli.people.ConsoleUrl;
import dev.zimage.cli.people.PeopleCommand;
import dev.zimage.cli.server.ServeCommand;
import dev.zimage.cli.tasks.TasksCommand;
import dev.zimage.cli.verify.VerifyCommand;
import dev.zimage.cli.webhooks.WebhookTarget;
import dev.zimage.cli.webhooks.WebhooksCommand;
import dev.zimage.cli.workers.WorkersCommand;
import dev.zimage.database.Databases;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;

/// The program. Each subcommand is a class of its own.
@Command(
        name = "zimage",
        description = "A self-hosted text-to-image service.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "zimage COMMAND --help shows the options of a command."})
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
        Thread.ofPlatform().daemon().name("early-loading").start(Databases::loadEarly);
        CommandContext context = CommandContext.ofProcess(Clock.systemUTC());
        System.exit(run(commandLine(context, args), args));
    }

    /// Who works at the terminal, also behind sudo.
    private static Actor user(CommandContext context) {
        String user = System.getProperty("user.name", "");
        String before = context.environment().getOrDefault("SUDO_USER", "");
        return Actor.commandLine(before.isEmpty() ? user : before + " as " + user);
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

    /// The program with all its commands.
    static CommandLine commandLine(Clock clock) {
        return commandLine(CommandContext.ofProcess(clock));
    }

    /// The program as far as it is needed. To set up a command costs more than most commands take,
    /// so when the first argument names one, there is only that.
    static CommandLine commandLine(CommandContext context, String... args) {
        IFactory factory = factory(context);
        CommandLine line = new CommandLine(new Main(), factory);
        Map<String, Function<CommandContext, Object>> commands = commands();
        if (args.length > 0 && commands.containsKey(args[0])) {
            commands.keySet().retainAll(List.of(args[0]));
        }
        commands.forEach((name, command) ->
                line.addSubcommand(name, new CommandLine(command.apply(context), factory)));
        CommandLine credits = line.getSubcommands().get("credits");
        if (credits != null) {
            credits.setUnmatchedOptionsArePositionalParams(true); // -500 is an amount
        }
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        ValueTypes.register(line);
        Actor user = user(context);
        line.setExecutionStrategy(parsed -> user.act(() -> new RunLast().execute(parsed)));
        line.setParameterExceptionHandler(new WrongUsage(context));
        line.setExecutionExceptionHandler(new Failures(context));
        return line;
    }

    /// In the order in which people are shown them.
    private static Map<String, Function<CommandContext, Object>> commands() {
        Map<String, Function<CommandContext, Object>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand::new);
        commands.put("keys", KeysCommand::new);
        commands.put("accounts", AccountsCommand::new);
        commands.put("people", PeopleCommand::new);
        commands.put("credits", CreditsCommand::new);
        commands.put("ledger", LedgerCommand::new);
        commands.put("usage", UsageCommand::new);
        commands.put("tasks", TasksCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("webhooks", WebhooksCommand::new);
        commands.put("workers", WorkersCommand::new);
        commands.put("generate", GenerateCommand::new);
        commands.put("batch", BatchCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("pull", PullCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("migrate", MigrateCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("warm-up", WarmUpCommand::new);
        return commands;
    }

    /// Makes the options that need the context of the command.
    private static IFactory factory(CommandContext context) {
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                if (type == WebhookTarget.class) {
                    return type.cast(new WebhookTarget(context));
                }
                if (type == ConsoleUrl.class) {
                    return type.cast(new ConsoleUrl(context));
                }
                return type == DataOption.class
                        ? type.cast(new DataOption(context))
                        : CommandLine.defaultFactory().create(type);
            }
        };
    }
}
