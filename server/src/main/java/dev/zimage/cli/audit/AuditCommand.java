package dev.zimage.cli.audit;

import dev.zimage.actor.Actor;
import dev.zimage.audit.AuditAction;
import dev.zimage.audit.AuditEntry;
import dev.zimage.audit.AuditLog;
import dev.zimage.audit.AuditTarget;
import dev.zimage.audit.Facts;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.text.NearestName;
import dev.zimage.text.QuotedText;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `zimage audit`: who changed what.
@Command(
        name = "audit",
        description = {
            "Show who changed what, newest first.",
            "Grants, revocations, invitations, suspensions, sign-ins and all other changes."
        },
        sortOptions = false)
public final class AuditCommand implements Callable<Integer> {

    private static final int MOST = 100_000;

    private final CommandContext context;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "Only entries about this account.")
    private @Nullable String account;

    @Option(
            names = "--actor",
            paramLabel = "TEXT",
            defaultValue = "",
            description =
                    "Only entries whose actor has this in the address, user or key, or is of this"
                            + " kind: person, key, command-line, server or stranger.")
    private String actor = "";

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "Only this action, such as credits-granted or sign-in-failed.")
    private @Nullable String action;

    @Option(
            names = "--target",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only entries whose target has this in its name or as its id.")
    private String target = "";

    @Option(
            names = "--day",
            paramLabel = "YYYY-MM-DD",
            description = "Only the entries of this day, by UTC.")
    private @Nullable LocalDate day;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many entries. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin private final DataOption data;
    @Mixin private AnswerForm answer = new AnswerForm();
    @Mixin private CommandOutput streams = new CommandOutput();

    public AuditCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() {
        streams.requireWithin("--limit", MOST, limit);
        AuditAction wanted = action == null ? null : parsed(action);
        try (Installation installation = new Installation(data, context.clock())) {
            Long of = account == null ? null : installation.account(account).id().value();
            List<AuditEntry> entries =
                    installation
                            .audit()
                            .entries(
                                    new AuditLog.Filter(of, actor, wanted, target, day),
                                    null,
                                    limit);
            answer.give(
                    entries.stream().map(AuditAnswer::of).toList(),
                    () -> table(entries).toString());
            return 0;
        }
    }

    private AuditAction parsed(String label) {
        return AuditAction.of(label).orElseThrow(() -> streams.wrong(unknown(label)));
    }

    private static String unknown(String label) {
        List<String> all =
                Arrays.stream(AuditAction.values()).map(AuditAction::label).sorted().toList();
        return "--action: there is no action %s; %s"
                .formatted(
                        QuotedText.of(label),
                        NearestName.question(label, all.stream())
                                .orElseGet(() -> "the actions are: " + String.join(", ", all)));
    }

    private static Table table(List<AuditEntry> entries) {
        Table table = new Table("TIME (UTC)", "ACTOR", "ACTION", "TARGET", "CHANGE", "ADDRESS");
        for (AuditEntry entry : entries) {
            table.row(
                    Display.time(entry.at()),
                    Display.text(name(entry.actor())),
                    entry.change().action().label(),
                    Display.text(name(entry.change().target())),
                    Display.text(change(entry.change().before(), entry.change().after())),
                    Display.text(entry.actor().address()));
        }
        return table;
    }

    private static String name(Actor actor) {
        return actor.name().isEmpty()
                ? actor.kind().label()
                : actor.kind() == Actor.Kind.COMMAND_LINE
                        ? actor.name() + " (command line)"
                        : actor.name();
    }

    private static String name(AuditTarget target) {
        return target.id().isEmpty() ? "-" : target.name() + " " + target.id();
    }

    private static String change(Facts before, Facts after) {
        String all =
                Stream.concat(before.values().keySet().stream(), after.values().keySet().stream())
                        .distinct()
                        .map(fact -> change(fact, before, after))
                        .collect(Collectors.joining(", "));
        return all.isEmpty() ? "-" : all;
    }

    private static String change(String fact, Facts before, Facts after) {
        String was =
                before.values().containsKey(fact) ? text(before.values().get(fact)) + " → " : "";
        return fact + ": " + was + text(after.values().get(fact));
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "none");
    }
}
