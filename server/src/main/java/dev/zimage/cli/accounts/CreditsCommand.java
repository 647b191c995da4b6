package dev.zimage.cli.accounts;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Credits;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage credits`: what accounts may spend.
@Command(
        name = "credits",
        description = "Grant credits to an account, or take some back.",
        synopsisSubcommandLabel = "COMMAND")
public final class CreditsCommand {

    private static final long MOST = 1_000_000_000_000L;

    private final CommandContext context;

    public CreditsCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "grant",
            description = {
                "Grant credits to an account; 1,000 are worth a dollar.",
                "A negative amount takes credits back, but never below zero."
            },
            sortOptions = false)
    int grant(
            @Parameters(
                            paramLabel = "AMOUNT",
                            description = "A whole number of credits, such as 5000 or -500.")
                    long amount,
            @Option(
                            names = "--account",
                            paramLabel = "NAME",
                            required = true,
                            description = "The account.")
                    String name,
            @Option(
                            names = "--note",
                            paramLabel = "TEXT",
                            description = "Why, to be kept in the ledger.")
                    @Nullable String note,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        if (amount == 0 || Math.abs(amount) > MOST) {
            throw streams.wrong("AMOUNT must not be zero, nor beyond %,d".formatted(MOST));
        }
        Credits credits = new Credits(amount);
        try (Installation installation = new Installation(data, context.clock())) {
            Account account = installation.account(name);
            Optional<Credits> balance = installation.ledger().grant(account.id(), credits, note);
            if (balance.isEmpty()) {
                throw new CommandFailure(
                        "%s has %s credits, so %s cannot be taken back"
                                .formatted(
                                        name,
                                        Display.credits(
                                                installation
                                                        .accounts()
                                                        .get(account.id())
                                                        .balance()),
                                        Display.credits(credits.negated())));
            }
            answer.give(
                    new GrantAnswer(name, amount, balance.get().amount()),
                    () ->
                            "%s: %s credits, the balance is %s"
                                    .formatted(
                                            name,
                                            Display.change(credits),
                                            Display.credits(balance.get())));
            return 0;
        }
    }
}
