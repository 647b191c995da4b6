package dev.zimage.api;

import dev.zimage.database.StorageException;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskSignals;
import dev.zimage.tasks.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds a request back until its tasks have ended. Looks into the database every second besides,
/// for another process may have ended them.
public final class TaskWait {

    private static final Logger log = LoggerFactory.getLogger(TaskWait.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Tasks tasks;
    private final TaskSignals signals;
    private final BooleanSupplier stopping;

    TaskWait(Tasks tasks, BooleanSupplier stopping) {
        this.tasks = tasks;
        this.signals = tasks.signals();
        this.stopping = stopping;
    }

    /// The tasks once they have ended, or as they are when the time is over or the server stops.
    public List<Task> forAll(List<Task> all, Duration atMost) {
        long start = System.nanoTime();
        List<Task> ended = new ArrayList<>();
        for (Task task : all) {
            ended.add(forOne(task, atMost.minusNanos(System.nanoTime() - start)));
        }
        return ended;
    }

    /// The task once it has ended, or as it was seen last when the time is over, the server stops
    /// or the database cannot be read: it is ordered and paid for, and a client that got an error
    /// instead would order again.
    Task forOne(Task task, Duration atMost) {
        Task current = task;
        try (TaskSignals.Wait wait = signals.on(task.id())) {
            long start = System.nanoTime();
            Duration left = atMost;
            while (true) {
                current = newest(current);
                if (current.status().isFinal() || !left.isPositive() || stopping.getAsBoolean()) {
                    return current;
                }
                if (wait.await(left.compareTo(LOOK) < 0 ? left : LOOK)) {
                    return newest(current);
                }
                left = atMost.minusNanos(System.nanoTime() - start);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StorageException e) {
            log.error("{} was ordered and cannot be read", task.id(), e);
        }
        return current;
    }

    private Task newest(Task task) {
        return tasks.find(task.account(), task.id()).orElse(task);
    }
}
