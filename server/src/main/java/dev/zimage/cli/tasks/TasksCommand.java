package dev.zimage.cli.tasks;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.cli.tasks.TaskSearch.Found;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.queue.CancelResult;
import dev.zimage.text.QuotedText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage tasks`: the tasks of all accounts. It reads and writes the database, so it works while
/// no server runs, and from any machine that has the settings.
@Command(
        name = "tasks",
        description = "List, show and cancel tasks.",
        synopsisSubcommandLabel = "COMMAND")
public final class TasksCommand {

    private static final int MOST = 100_000;
    private static final int PROMPT_SHOWN = 48;

    private final CommandContext context;

    public TasksCommand(CommandContext context) {
        this.context = context;
    }

    @Command(name = "list", description = "Show tasks, newest first.", sortOptions = false)
    int list(
            @Mixin TaskSearch search,
            @Option(
                            names = "--before",
                            paramLabel = "TASK",
                            description = "Only older tasks than this one.")
                    @Nullable String before,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many tasks. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        streams.requireWithin("--limit", MOST, limit);
        TaskId last = before == null ? null : id(before, streams);
        try (Installation installation = new Installation(data, context.clock())) {
            List<Found> found = search.in(installation, last, limit);
            answer.give(found.stream().map(Found::answer).toList(), () -> table(found).toString());
            return 0;
        }
    }

    private static Table table(List<Found> tasks) {
        Table table =
                new Table(
                        "TASK",
                        "ACCOUNT",
                        "KEY",
                        "STATUS",
                        "MODEL",
                        "RATIO",
                        ">CREDITS",
                        "CREATED (UTC)",
                        "PROMPT");
        for (Found found : tasks) {
            TaskAnswer task = found.answer();
            table.row(
                    task.id(),
                    task.account(),
                    task.keyId(),
                    task.status(),
                    task.model(),
                    task.aspectRatio(),
                    String.valueOf(task.credits()),
                    Display.time(found.task().task().createdAt()),
                    shortened(Display.text(task.prompt())));
        }
        return table;
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= PROMPT_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, PROMPT_SHOWN - 1)) + "…";
    }

    @Command(name = "show", description = "Show everything about a task.", sortOptions = false)
    int show(
            @Parameters(paramLabel = "TASK", description = "Its id such as task_0192….")
                    String task,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        TaskId id = id(task, streams);
        try (Installation installation = new Installation(data, context.clock())) {
            Found found = find(installation, id);
            answer.give(found.answer(), () -> TaskSheet.of(found));
            return 0;
        }
    }

    @Command(
            name = "cancel",
            description = {
                "Cancel tasks, queued or running, and refund them.",
                "A running server notices within seconds. The exit code is 1 if one had ended."
            },
            sortOptions = false)
    int cancel(
            @Parameters(
                            paramLabel = "TASK",
                            arity = "1..*",
                            description = "Ids such as task_0192….")
                    List<String> tasks,
            @Mixin DataOption data,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        List<TaskId> ids = tasks.stream().map(task -> id(task, streams)).distinct().toList();
        try (Installation installation = new Installation(data, context.clock())) {
            List<Found> found = ids.stream().map(id -> find(installation, id)).toList();
            List<Found> late =
                    found.stream().filter(task -> !isCancelled(installation, task)).toList();
            List<Found> now = ids.stream().map(id -> find(installation, id)).toList();
            answer.give(now.stream().map(Found::answer).toList(), () -> table(now).toString());
            late.forEach(task -> streams.err().printf("zimage: %s had ended%n", task.id()));
            return late.isEmpty() ? 0 : 1;
        }
    }

    private static boolean isCancelled(Installation installation, Found found) {
        return switch (installation
                .cancellations()
                .cancel(found.task().task().account(), found.id())) {
            case CancelResult.Cancelled _ -> true;
            case CancelResult.HasEnded _, CancelResult.NotFound _ -> false;
        };
    }

    private static Found find(Installation installation, TaskId id) {
        return installation
                .tasks()
                .find(id)
                .map(task ->
                        new Found(installation.accounts().get(task.task().account()).name(), task))
                .orElseThrow(() -> new CommandFailure("there is no task " + id));
    }

    private static TaskId id(String text, CommandOutput streams) {
        return TaskId.parse(text)
                .orElseThrow(() ->
                        streams.wrong(
                                "a task is named by its id, task_ and 32 hex digits, not "
                                        + QuotedText.of(text)));
    }
}
