package dev.zimage.tasks.lookup;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.KeyId;
import dev.zimage.database.Database;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Finds tasks of an account by what was ordered: day, shape, model, key and words of the prompt.
/// It reads the account's tasks from the newest on, and stops after some thousand that had to be
/// looked at, so that a rare word in a long history costs several short answers and not a long one.
/// Safe for use by any number of threads.
public final class TaskArchive {

    private static final int CHUNK = 500;
    private static final int MOST_READ = 5_000;

    /// Entries of the index that are passed over in one statement, and in one answer.
    private static final int PART = 20_000;

    private static final int MOST_PASSED = 100_000;

    private final Database database;

    /// A task with what was ordered.
    public record Archived(Task task, KeyId key, String keyName, String aspectRatio) {}

    /// A part of what was found.
    ///
    /// @param next to go on before this one; null when there is nothing more
    public record Found(List<Archived> tasks, @Nullable TaskId next) {}

    private record Order(KeyId key, String keyName, String aspectRatio) {}

    public TaskArchive(Database database) {
        this.database = database;
    }

    /// The newest tasks that fit. There may be fewer than `limit`, even none, and yet more to come.
    ///
    /// @param before only older ones than this; null for the newest
    public Found search(AccountId account, TaskFilter filter, @Nullable TaskId before, int limit) {
        return database.read(tx -> search(tx, account, filter, before, limit));
    }

    private static Found search(
            Handle tx, AccountId account, TaskFilter filter, @Nullable TaskId before, int limit) {
        List<Archived> found = new ArrayList<>();
        TaskList.Range left = range(filter, before);
        int chunk = filter.text().isEmpty() ? Math.min(limit + 1, CHUNK) : CHUNK;
        int read = 0;
        int passed = 0;
        while (read < MOST_READ && passed < MOST_PASSED) {
            String end =
                    filter.isSelective() ? endOfPart(tx, account, filter, left) : left.lowest();
            TaskList.Range part = new TaskList.Range(left.before(), end);
            List<Task> tasks = TaskList.read(tx, account, filter, part, chunk);
            for (Archived archived : fitting(tx, tasks, filter)) {
                if (found.size() == limit) {
                    return new Found(found, found.getLast().task.id());
                }
                found.add(archived);
            }
            if (tasks.size() == chunk) {
                read += chunk;
                left = new TaskList.Range(tasks.getLast().id().hex(), left.lowest());
            } else if (end.equals(left.lowest())) {
                return new Found(found, null);
            } else {
                passed += PART;
                left = new TaskList.Range(end, left.lowest());
            }
        }
        return new Found(found, new TaskId(left.before()));
    }

    private static TaskList.Range range(TaskFilter filter, @Nullable TaskId before) {
        String above = filter.days().aboveAllIds();
        String start = before != null && before.hex().compareTo(above) < 0 ? before.hex() : above;
        return new TaskList.Range(start, filter.days().lowestId());
    }

    private static String endOfPart(
            Handle tx, AccountId account, TaskFilter filter, TaskList.Range left) {
        return TaskList.endOfPart(tx, account, filter.status(), left, PART).orElse(left.lowest());
    }

    private static List<Archived> fitting(Handle tx, List<Task> tasks, TaskFilter filter) {
        String text = filter.text().toLowerCase(Locale.ROOT);
        List<Task> named =
                tasks.stream()
                        .filter(task -> task.prompt().toLowerCase(Locale.ROOT).contains(text))
                        .toList();
        Map<TaskId, Order> orders = orders(tx, named);
        return named.stream().flatMap(task -> archived(task, orders).stream()).toList();
    }

    private static Optional<Archived> archived(Task task, Map<TaskId, Order> orders) {
        return Optional.ofNullable(orders.get(task.id()))
                .map(order -> new Archived(task, order.key, order.keyName, order.aspectRatio));
    }

    private static Map<TaskId, Order> orders(Handle tx, List<Task> tasks) {
        Map<TaskId, Order> orders = new HashMap<>();
        if (!tasks.isEmpty()) {
            tx.createQuery(
                            """
                            select t.id, t.key_id, k.name, t.aspect_ratio
                            from tasks t join api_keys k on k.id = t.key_id
                            where t.id in (<ids>)
                            """)
                    .bindList("ids", tasks.stream().map(task -> task.id().hex()).toList())
                    .map((row, context) ->
                            orders.put(
                                    new TaskId(row.getString(1)),
                                    new Order(
                                            new KeyId(row.getLong(2)),
                                            row.getString(3),
                                            row.getString(4))))
                    .list();
        }
        return orders;
    }

    /// The task, whoever owns it.
    public Optional<Archived> find(TaskId id) {
        return database.read(tx ->
                TaskReader.find(tx, id).flatMap(task -> archived(task, orders(tx, List.of(task)))));
    }

    /// The task, if it belongs to the account.
    public Optional<Archived> find(AccountId account, TaskId id) {
        return find(id).filter(found -> found.task.account().equals(account));
    }
}
