package dev.zimage.cli.accounts;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.AccountLimits;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.text.QuotedText;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage accounts`: the customers of the service.
@Command(
        name = "accounts",
        description = "Create, list, limit, check, suspend and resume accounts.",
        synopsisSubcommandLabel = "COMMAND")
public final class AccountsCommand {

    private final CommandContext context;

    public AccountsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "create", description = "Make an account, without credits and keys.")
    int create(
            @Parameters(paramLabel = "NAME", description = "Unique: " + Accounts.NAME_FORM + ".")
                    String name,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        if (!Accounts.isName(name)) {
            throw streams.wrong(
                    "An account's name is " + Accounts.NAME_FORM + ", not " + QuotedText.of(name));
        }
        try (Installation installation = new Installation(data, context.clock())) {
            Account account =
                    installation
                            .accounts()
                            .create(name)
                            .orElseThrow(() ->
                                    new CommandFailure("there is an account " + name + " already"));
            answer.give(
                    AccountAnswer.of(account),
                    () ->
                            """
                            account %1$s made; it has no credits and no keys yet:
                              zimage credits grant --account %1$s AMOUNT
                              zimage keys create --account %1$s --name NAME\
                            """
                                    .formatted(name));
            return 0;
        }
    }

    @Command(name = "list", description = "Show all accounts with their balances.")
    int list(@Mixin DataOption data, @Mixin AnswerForm answer) {
        try (Installation installation = new Installation(data, context.clock())) {
            List<Account> accounts = installation.accounts().list();
            answer.give(
                    accounts.stream().map(AccountAnswer::of).toList(),
                    () -> table(accounts).toString());
            return 0;
        }
    }

    private static String limit(@Nullable Integer own) {
        return own == null ? "default" : own.toString();
    }

    private static String lowBelow(@Nullable Credits own) {
        return own == null ? "default" : Display.credits(own);
    }

    private static Table table(List<Account> accounts) {
        Table table =
                new Table(
                        "NAME",
                        "STATUS",
                        ">BALANCE",
                        ">IN FLIGHT",
                        ">OF AT MOST",
                        ">REQUESTS/MIN",
                        ">LOW BELOW",
                        "CREATED (UTC)");
        for (Account account : accounts) {
            table.row(
                    account.name(),
                    account.suspended() ? "suspended" : "active",
                    Display.credits(account.balance()),
                    String.valueOf(account.tasksInFlight()),
                    limit(account.maxTasksInFlight()),
                    limit(account.requestsPerMinute()),
                    lowBelow(account.lowBalance()),
                    Display.time(account.createdAt()));
        }
        return table;
    }

    @Command(
            name = "limit",
            description = {
                "Give an account its own limits, or with `default` those of the configuration.",
                "Options left out change nothing. A running server follows within a second."
            },
            sortOptions = false)
    int limit(
            @Parameters(paramLabel = "NAME", description = "The account.") String name,
            @Option(
                            names = "--requests-per-minute",
                            paramLabel = "N",
                            description = "Requests that the account may send in a minute.")
                    @Nullable String requests,
            @Option(
                            names = "--tasks-in-flight",
                            paramLabel = "N",
                            description = "Tasks that it may have queued and running at once.")
                    @Nullable String tasks,
            @Option(
                            names = "--low-balance",
                            paramLabel = "CREDITS",
                            description =
                                    "Balance below which the account is notified, 0 for never.")
                    @Nullable String low,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        if (requests == null && tasks == null && low == null) {
            throw streams.wrong(
                    "Say what to change: --requests-per-minute, --tasks-in-flight, --low-balance");
        }
        UnaryOperator<AccountLimits> change =
                limits ->
                        new AccountLimits(
                                requests == null
                                        ? limits.requestsPerMinute()
                                        : limit("--requests-per-minute", requests, streams),
                                tasks == null
                                        ? limits.tasksInFlight()
                                        : limit("--tasks-in-flight", tasks, streams),
                                low == null ? limits.lowBalance() : lowBalance(low, streams));
        var _ = change.apply(AccountLimits.NONE); // says what is wrong before it looks
        try (Installation installation = new Installation(data, context.clock())) {
            Account account =
                    installation
                            .accounts()
                            .setLimits(name, change)
                            .orElseThrow(() -> installation.unknownAccount(name));
            answer.give(AccountAnswer.of(account), () -> table(List.of(account)).toString());
            return 0;
        }
    }

    private static @Nullable Integer limit(String option, String text, CommandOutput streams) {
        if (text.equals("default")) {
            return null;
        }
        if (text.matches("[1-9][0-9]{0,6}")) {
            return Integer.valueOf(text);
        }
        throw streams.wrong(
                "%s takes a number from 1 to 9,999,999, or default, not %s"
                        .formatted(option, QuotedText.of(text)));
    }

    private static @Nullable Credits lowBalance(String text, CommandOutput streams) {
        if (text.equals("default")) {
            return null;
        }
        if (text.matches("[0-9]{1,12}")) {
            return new Credits(Long.parseLong(text));
        }
        throw streams.wrong(
                "--low-balance takes a number of credits, or default, not " + QuotedText.of(text));
    }

    @Command(
            name = "suspend",
            description = {
                "Keep an account from starting tasks.",
                "It can still read, and what it has started goes on."
            })
    int suspend(
            @Parameters(paramLabel = "NAME", description = "The account.") String name,
            @Mixin DataOption data,
            @Mixin AnswerForm answer) {
        return setSuspended(name, true, data, answer);
    }

    @Command(name = "resume", description = "Let a suspended account start tasks again.")
    int resume(
            @Parameters(paramLabel = "NAME", description = "The account.") String name,
            @Mixin DataOption data,
            @Mixin AnswerForm answer) {
        return setSuspended(name, false, data, answer);
    }

    @Command(
            name = "check",
            description = {
                "Have all orders of an account checked for their content.",
                "Without it, those that ask with nsfw_checker."
            })
    int check(
            @Parameters(paramLabel = "NAME", description = "The account.") String name,
            @Option(names = "--on-request", description = "Only those that ask, from now on.")
                    boolean onRequest,
            @Mixin DataOption data,
            @Mixin AnswerForm answer) {
        try (Installation installation = new Installation(data, context.clock())) {
            Account account =
                    installation
                            .accounts()
                            .setContentCheck(name, !onRequest)
                            .orElseThrow(() -> installation.unknownAccount(name));
            answer.give(
                    AccountAnswer.of(account),
                    () -> name + (onRequest ? " is checked on request" : " is always checked"));
            return 0;
        }
    }

    private int setSuspended(String name, boolean suspended, DataOption data, AnswerForm answer) {
        try (Installation installation = new Installation(data, context.clock())) {
            Account account =
                    installation
                            .accounts()
                            .setSuspended(name, suspended)
                            .orElseThrow(() -> installation.unknownAccount(name));
            answer.give(
                    AccountAnswer.of(account),
                    () -> name + (suspended ? " is suspended" : " is active"));
            return 0;
        }
    }
}
