package dev.zimage.cli.doctor;

import dev.zimage.database.Database;
import dev.zimage.tasks.registry.EngineState;
import dev.zimage.tasks.registry.RegisteredWorker;
import dev.zimage.tasks.registry.WorkerRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether processes draw, and with every engine that orders need.
final class WorkersCheck {

    private static final String NAME = "workers";
    private static final int SHOWN = 5;

    private WorkersCheck() {}

    /// @param needed the engines that others must draw with, empty for a process that draws
    static Check of(Database database, Clock clock, Set<String> needed) {
        WorkerRegistry registry = new WorkerRegistry(database, database.clock(clock));
        Instant now = registry.now();
        List<RegisteredWorker> alive =
                registry.all().stream().filter(worker -> worker.isAlive(now)).toList();
        List<RegisteredWorker> drawing =
                alive.stream().filter(worker -> worker.draws(now)).toList();
        Set<String> missing = new TreeSet<>(needed);
        drawing.forEach(worker -> missing.remove(worker.engine()));
        List<RegisteredWorker> unavailable =
                alive.stream()
                        .filter(worker -> worker.state() == EngineState.UNAVAILABLE)
                        .filter(worker -> missing.contains(worker.engine()))
                        .toList();
        if (!unavailable.isEmpty()) {
            return Check.warn(
                    NAME,
                    "cannot draw now: " + text(unavailable),
                    "look at /health/ready and the log there");
        }
        if (drawing.isEmpty()) {
            return Check.warn(
                    NAME,
                    "no process draws now",
                    "start one with `zimage serve`; `zimage workers` shows those that were there");
        }
        return missing.isEmpty()
                ? Check.ok(NAME, text(drawing))
                : Check.warn(
                        NAME,
                        "nobody draws with %s, which this process takes orders for; there are: %s"
                                .formatted(String.join(", ", missing), text(drawing)),
                        "set engine.name and models.* alike for all processes, and see with"
                                + " `zimage workers` what they draw with");
    }

    private static String text(List<RegisteredWorker> workers) {
        String shown =
                workers.stream()
                        .limit(SHOWN)
                        .map(worker -> worker.engine() + " on " + worker.host())
                        .collect(Collectors.joining(", "));
        int more = workers.size() - SHOWN;
        return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
    }
}
