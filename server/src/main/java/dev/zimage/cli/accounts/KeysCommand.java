package dev.zimage.cli.accounts;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage keys`: the API keys of the accounts.
@Command(
        name = "keys",
        description = "Create, list, change and revoke API keys.",
        synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {

    private static final int LONGEST_NAME = 100;
    private static final String REFERENCE =
            "Its id such as key_3, its hint as `keys list` shows it (with … or ...), or the key"
                    + " itself.";

    private final CommandContext context;

    public KeysCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "create",
            description = "Make a key. It is printed this once, alone on standard output.",
            sortOptions = false)
    int create(
            @Option(
                            names = "--account",
                            paramLabel = "NAME",
                            required = true,
                            description = "The account that the key belongs to.")
                    String accountName,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            required = true,
                            description = "What the key is for, for your own eyes.")
                    String name,
            @Option(
                            names = "--test",
                            description =
                                    "A key for the sandbox: its pictures come from the sketch"
                                            + " engine and cost nothing.")
                    boolean test,
            @Mixin KeyTerms options,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        String checked = checkedName(name, streams);
        Mode mode = test ? Mode.TEST : Mode.LIVE;
        options.requireFit(mode, streams);
        ApiKeys.Terms terms =
                options.apply(ApiKeys.Terms.USUAL, context.clock().instant(), streams);
        try (Installation installation = new Installation(data, context.clock())) {
            Account account = installation.account(accountName);
            ApiKeys.NewKey made =
                    installation.keys().createOnTerms(account.id(), checked, mode, terms);
            answer.give(NewKeyAnswer.of(account.name(), made), () -> made.secret().reveal());
            if (!answer.isJson()) {
                streams.err()
                        .printf(
                                "%s, a %s key for %s%s. It is shown this once, so keep it.%n",
                                made.key().id(),
                                mode.label(),
                                account.name(),
                                until(made.key().expiresAt()));
            }
            return 0;
        }
    }

    private static String checkedName(String name, CommandOutput streams) {
        String stripped = name.strip();
        boolean good =
                !stripped.isEmpty()
                        && stripped.codePointCount(0, stripped.length()) <= LONGEST_NAME
                        && stripped.codePoints().noneMatch(Character::isISOControl);
        if (!good) {
            throw streams.wrong(
                    "A key's name has 1 to " + LONGEST_NAME + " characters and no line breaks");
        }
        return stripped;
    }

    private static String until(@Nullable Instant end) {
        return end == null ? "" : " until " + Display.time(end) + " UTC";
    }

    @Command(
            name = "set",
            description = {
                "Change what a key may do, how much it may spend and when it ends.",
                "Options left out change nothing. A running server follows within a second."
            },
            sortOptions = false)
    int set(
            @Parameters(paramLabel = "KEY", description = REFERENCE) String reference,
            @Mixin KeyTerms options,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        if (options.isEmpty()) {
            throw streams.wrong(
                    "Say what to change: --scopes, --budget-day, --budget-total or --expires");
        }
        Instant now = context.clock().instant();
        var _ =
                options.apply(
                        ApiKeys.Terms.USUAL, now, streams); // says what is wrong before it looks
        try (Installation installation = new Installation(data, context.clock())) {
            OwnedKey found = OwnedKey.find(installation, reference);
            options.requireFit(found.key().mode(), streams);
            OwnedKey key =
                    found.with(
                            installation
                                    .keys()
                                    .change(
                                            found.key().id(),
                                            terms -> options.apply(terms, now, streams))
                                    .orElseThrow());
            answer.give(key.answer(now), () -> table(List.of(key), now).toString());
            return 0;
        }
    }

    @Command(
            name = "list",
            description = "Show the keys, revoked ones too. The keys themselves are not kept.")
    int list(
            @Option(
                            names = "--account",
                            paramLabel = "NAME",
                            description = "Only the keys of this account.")
                    @Nullable String account,
            @Mixin DataOption data,
            @Mixin AnswerForm answer) {
        try (Installation installation = new Installation(data, context.clock())) {
            Instant now = context.clock().instant();
            List<OwnedKey> keys =
                    account == null
                            ? OwnedKey.all(installation)
                            : OwnedKey.of(installation, installation.account(account));
            answer.give(
                    keys.stream().map(key -> key.answer(now)).toList(),
                    () -> table(keys, now).toString());
            return 0;
        }
    }

    private static Table table(List<OwnedKey> keys, Instant now) {
        Table table =
                new Table(
                        "ID",
                        "ACCOUNT",
                        "NAME",
                        "KEY",
                        "STATUS",
                        "SCOPES",
                        ">TODAY",
                        ">IN TOTAL",
                        "CREATED (UTC)",
                        "EXPIRES (UTC)",
                        "LAST USED (UTC)");
        for (OwnedKey owned : keys) {
            KeyAnswer key = owned.answer(now);
            table.row(
                    key.id(),
                    key.account(),
                    Display.text(key.name()),
                    key.hint(),
                    key.status(),
                    Scope.labels(owned.key().scopes()),
                    spent(key.spentToday(), key.budgetDay()),
                    spent(key.spentTotal(), key.budgetTotal()),
                    Display.time(owned.key().createdAt()),
                    Display.time(owned.key().expiresAt()),
                    Display.time(owned.key().lastUsedAt()));
        }
        return table;
    }

    /// What a key has spent, and of how much.
    private static String spent(long spent, @Nullable Long budget) {
        return Display.credits(new Credits(spent))
                + (budget == null ? "" : " of " + Display.credits(new Credits(budget)));
    }

    @Command(
            name = "revoke",
            description = {
                "Revoke a key for good.",
                "A running server refuses it within a second; its tasks go on."
            })
    int revoke(
            @Parameters(paramLabel = "KEY", description = REFERENCE) String reference,
            @Mixin DataOption data,
            @Mixin AnswerForm answer) {
        try (Installation installation = new Installation(data, context.clock())) {
            OwnedKey found = OwnedKey.find(installation, reference);
            boolean before = found.key().revokedAt() != null;
            OwnedKey key = found.with(installation.keys().revoke(found.key().id()).orElseThrow());
            answer.give(
                    key.answer(context.clock().instant()),
                    () ->
                            "%s (%s) of %s %s revoked"
                                    .formatted(
                                            key.key().id(),
                                            key.key().hint(),
                                            key.account(),
                                            before ? "was already" : "is"));
            return 0;
        }
    }
}
