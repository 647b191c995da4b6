package dev.zimage.events;

import dev.zimage.database.StorageException;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.WakeSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that reads subscribed tasks: those that changed in this process at once, and all of
/// them once a second, because another process may have changed them. Sleeps while there are no
/// subscriptions.
final class TaskPoller implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TaskPoller.class);
    private static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    /// The number of tasks per query; databases limit the number of parameters.
    private static final int AT_ONCE = 1_000;

    private final Map<TaskId, Topic> topics;
    private final Consumer<Task> seen;
    private final Set<TaskId> due = ConcurrentHashMap.newKeySet();
    private final WakeSignal wakeSignal = new WakeSignal(1);
    private @Nullable Thread thread;
    private volatile boolean closed;
    private long lastOfAll = System.nanoTime();

    TaskPoller(Map<TaskId, Topic> topics, Consumer<Task> seen) {
        this.topics = topics;
        this.seen = seen;
    }

    void start(Tasks source) {
        thread = Thread.ofPlatform().daemon().name("task-feed").start(() -> run(source));
    }

    void soon(TaskId task) {
        due.add(task);
        wakeSignal.signal();
    }

    private void run(Tasks source) {
        boolean last = false;
        while (!last) {
            try {
                boolean rung = wakeSignal.await(topics.isEmpty() ? IDLE : untilNext());
                log.trace("looking; rung: {}", rung);
                last = closed;
                look(source);
            } catch (InterruptedException e) {
                return;
            } catch (StorageException e) {
                if (!e.failure().isOutage()) {
                    log.error("the tasks that are listened to could not be read; trying again", e);
                }
            } catch (RuntimeException | Error e) {
                log.error("the look for changes goes on after an unexpected failure", e);
            }
        }
    }

    private Duration untilNext() {
        Duration past = Duration.ofNanos(System.nanoTime() - lastOfAll);
        return past.compareTo(EACH) < 0 ? EACH.minus(past) : Duration.ofMillis(1);
    }

    private void look(Tasks source) {
        List<TaskId> ids = new ArrayList<>(due);
        due.removeAll(ids);
        if (System.nanoTime() - lastOfAll >= EACH.toNanos()) {
            lastOfAll = System.nanoTime();
            ids = new ArrayList<>(topics.keySet());
        }
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<TaskId> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            source.find(some).stream().map(source::current).forEach(seen);
        }
    }

    @Override
    public void close() {
        closed = true;
        wakeSignal.signal();
        Thread running = thread;
        if (running != null) {
            join(running);
        }
    }

    private static void join(Thread running) {
        try {
            if (!running.join(LAST_LOOK)) {
                log.warn("the look for changes did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
