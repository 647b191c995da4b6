package dev.zimage.cli.workers;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.tasks.registry.RegisteredWorker;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `zimage workers`: the processes that draw.
@Command(
        name = "workers",
        description = {
            "Show the processes that draw, the one last heard of first.",
            "Those that have stopped are shown for two days."
        },
        sortOptions = false)
public final class WorkersCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin private final DataOption data;
    @Mixin private AnswerForm answer = new AnswerForm();

    /// @param state `ready`, `loading`, `unavailable`, `stopped`, or `lost` when it does not answer
    /// @param atOnce how many pictures it draws at once
    /// @param since when its process started
    record WorkerAnswer(
            String process,
            String host,
            String engine,
            String state,
            int atOnce,
            int picturesAnHour,
            Instant since,
            Instant lastHeartbeat) {}

    public WorkersCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() {
        try (Installation installation = new Installation(data, context.clock())) {
            Instant now = installation.now();
            List<WorkerAnswer> workers =
                    installation.workers().all().stream()
                            .map(worker -> answer(worker, now))
                            .toList();
            answer.give(workers, () -> table(workers).toString());
            return 0;
        }
    }

    private static WorkerAnswer answer(RegisteredWorker worker, Instant now) {
        return new WorkerAnswer(
                worker.process(),
                worker.host(),
                worker.engine(),
                worker.stateAt(now),
                worker.atOnce(),
                worker.picturesAnHour(),
                worker.since(),
                worker.lastHeartbeat());
    }

    private static Table table(List<WorkerAnswer> workers) {
        Table table =
                new Table(
                        "HOST",
                        "PROCESS",
                        "ENGINE",
                        "STATE",
                        ">AT ONCE",
                        ">PICTURES/H",
                        "SINCE (UTC)",
                        "LAST SEEN (UTC)");
        for (WorkerAnswer worker : workers) {
            table.row(
                    Display.text(worker.host),
                    worker.process,
                    worker.engine,
                    worker.state,
                    String.valueOf(worker.atOnce),
                    String.valueOf(worker.picturesAnHour),
                    Display.time(worker.since),
                    Display.time(worker.lastHeartbeat));
        }
        return table;
    }
}
