package dev.zimage.api;

import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskSignals;
import dev.zimage.tasks.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Holds a request back until its tasks have ended. Looks into the database every second besides,
/// for another process may have ended them.
public final class TaskWait {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Tasks tasks;
    private final TaskSignals signals;
    private final BooleanSupplier stopping;

    TaskWait(Tasks tasks, TaskSignals signals, BooleanSupplier stopping) {
        this.tasks = tasks;
        this.signals = signals;
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

    /// The task once it has ended, or as it is when the time is over or the server stops.
    Task forOne(Task task, Duration atMost) {
        long start = System.nanoTime();
        try (TaskSignals.Wait wait = signals.on(task.id())) {
            Task current = task;
            Duration left = atMost;
            while (true) {
                current = tasks.find(task.account(), task.id()).orElse(current);
                if (current.status().isFinal() || !left.isPositive() || stopping.getAsBoolean()) {
                    return current;
                }
                Duration look = left.compareTo(LOOK) < 0 ? left : LOOK;
                if (wait.await(look)) {
                    return tasks.find(task.account(), task.id()).orElse(current);
                }
                left = atMost.minusNanos(System.nanoTime() - start);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return task;
        }
    }
}
