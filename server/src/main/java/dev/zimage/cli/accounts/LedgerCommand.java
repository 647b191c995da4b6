package dev.zimage.cli.accounts;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.LedgerEntry;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `zimage ledger`: every change of the balances.
@Command(
        name = "ledger",
        description = "Show what accounts were granted, charged and refunded, newest first.",
        sortOptions = false)
public final class LedgerCommand implements Callable<Integer> {

    private static final int MOST = 100_000;

    private final CommandContext context;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Only the entries of this account.")
    private @Nullable String account;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many entries. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin private final DataOption data;
    @Mixin private AnswerForm answer = new AnswerForm();
    @Mixin private CommandOutput streams = new CommandOutput();

    private record Line(String account, LedgerEntry entry) {}

    public LedgerCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() {
        streams.requireWithin("--limit", MOST, limit);
        try (Installation installation = new Installation(data, context.clock())) {
            List<Line> lines =
                    accounts(installation).stream()
                            .flatMap(owner ->
                                    installation.ledger().entries(owner.id(), null, limit).stream()
                                            .map(entry -> new Line(owner.name(), entry)))
                            .sorted(
                                    Comparator.comparingLong((Line line) -> line.entry.id())
                                            .reversed())
                            .limit(limit)
                            .toList();
            answer.give(
                    lines.stream().map(line -> EntryAnswer.of(line.account, line.entry)).toList(),
                    () -> table(lines).toString());
            return 0;
        }
    }

    private List<Account> accounts(Installation installation) {
        String name = account;
        return name == null ? installation.accounts().list() : List.of(installation.account(name));
    }

    private static Table table(List<Line> lines) {
        Table table =
                new Table("TIME (UTC)", "ACCOUNT", "KIND", ">AMOUNT", ">BALANCE", "TASK OR NOTE");
        for (Line line : lines) {
            LedgerEntry entry = line.entry;
            table.row(
                    Display.time(entry.createdAt()),
                    line.account,
                    entry.kind().label(),
                    Display.change(entry.amount()),
                    Display.credits(entry.balanceAfter()),
                    entry.taskId() == null ? Display.text(entry.note()) : "task_" + entry.taskId());
        }
        return table;
    }
}
