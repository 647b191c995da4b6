package dev.zimage.cli.accounts;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Credits;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.text.CsvCell;
import dev.zimage.text.QuotedText;
import dev.zimage.usage.Period;
import dev.zimage.usage.Usage;
import dev.zimage.usage.UsageAmounts;
import dev.zimage.usage.UsageRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `zimage usage`: pictures and credits by day.
@Command(
        name = "usage",
        description = {
            "Show pictures and credits by day, account, key and model.",
            "A charge and its refund count for the day of the order (UTC)."
        },
        sortOptions = false)
public final class UsageCommand implements Callable<Integer> {

    private final CommandContext context;

    @Option(names = "--account", paramLabel = "NAME", description = "Only this account.")
    private @Nullable String account;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description =
                    "The first day, such as 2026-11-01. Default: 29 days before the" + " last.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day. Default: today.")
    private @Nullable String to;

    @Option(names = "--csv", description = "Answer with comma-separated values.")
    private boolean csv;

    @Mixin private final DataOption data;
    @Mixin private AnswerForm answer = new AnswerForm();
    @Mixin private CommandOutput streams = new CommandOutput();

    private record Line(String account, UsageRow row) {}

    public UsageCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() {
        if (csv && answer.isJson()) {
            throw streams.wrong("--csv and --json: only one of them");
        }
        Period period = period();
        try (Installation installation = new Installation(data, context.clock())) {
            List<Line> lines = lines(installation, period);
            if (csv) {
                streams.out().print(csv(lines));
                streams.out().flush();
            } else {
                answer.give(
                        lines.stream().map(line -> UsageAnswer.of(line.account, line.row)).toList(),
                        () -> table(lines).toString());
            }
            return 0;
        }
    }

    private Period period() {
        try {
            return Period.of(
                    day("--from", from),
                    day("--to", to),
                    LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC));
        } catch (IllegalArgumentException e) {
            throw streams.wrong(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable LocalDate day(String option, @Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw streams.wrong(
                    "%s takes a day such as 2026-11-22, not %s"
                            .formatted(option, QuotedText.of(text)));
        }
    }

    private List<Line> lines(Installation installation, Period period) {
        List<Account> accounts =
                account == null
                        ? installation.accounts().list()
                        : List.of(installation.account(account));
        Usage usage = installation.usage();
        List<Line> lines = new ArrayList<>();
        for (Account owner : accounts) {
            usage.of(owner.id(), period, Integer.MAX_VALUE)
                    .forEach(row -> lines.add(new Line(owner.name(), row)));
        }
        lines.sort(Comparator.comparing(line -> line.row.day()));
        return lines;
    }

    private static Table table(List<Line> lines) {
        Table table =
                new Table(
                        "DAY (UTC)",
                        "ACCOUNT",
                        "KEY",
                        "KEY NAME",
                        "MODEL",
                        ">DRAWN",
                        ">REDRAWN",
                        ">FAILED",
                        ">IN FLIGHT",
                        ">CHARGED",
                        ">REFUNDED",
                        ">NET");
        for (Line line : lines) {
            row(
                    table,
                    line.row.day().toString(),
                    line.account,
                    line.row.key().toString(),
                    Display.text(line.row.keyName()),
                    line.row.model(),
                    line.row.amounts());
        }
        row(
                table,
                "total",
                "",
                "",
                "",
                "",
                UsageAmounts.sum(lines.stream().map(line -> line.row.amounts()).toList()));
        return table;
    }

    private static void row(
            Table table,
            String day,
            String account,
            String key,
            String keyName,
            String model,
            UsageAmounts amounts) {
        table.row(
                day,
                account,
                key,
                keyName,
                model,
                Display.credits(new Credits(amounts.completed())),
                Display.credits(new Credits(amounts.redrawn())),
                Display.credits(new Credits(amounts.failed())),
                Display.credits(new Credits(amounts.processing())),
                Display.credits(amounts.charged()),
                Display.credits(amounts.refunded()),
                Display.credits(amounts.net()));
    }

    /// As RFC 4180 has it, with the names of the JSON.
    private static String csv(List<Line> lines) {
        StringBuilder text =
                new StringBuilder(
                        "date,account,key_id,key_name,model,images_completed,images_failed,"
                                + "images_processing,charged,refunded,net,images_redrawn\r\n");
        for (Line line : lines) {
            UsageAmounts amounts = line.row.amounts();
            text.append(line.row.day()).append(',').append(line.account).append(',');
            text.append(line.row.key()).append(',').append(CsvCell.of(line.row.keyName()));
            text.append(',').append(line.row.model()).append(',').append(amounts.completed());
            text.append(',').append(amounts.failed()).append(',').append(amounts.processing());
            text.append(',').append(amounts.charged()).append(',').append(amounts.refunded());
            text.append(',').append(amounts.net());
            text.append(',').append(amounts.redrawn()).append("\r\n");
        }
        return text.toString();
    }
}
