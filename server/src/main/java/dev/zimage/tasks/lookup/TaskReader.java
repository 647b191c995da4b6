package dev.zimage.tasks.lookup;

import dev.zimage.database.HotStatement;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Reads tasks by their ids, within the caller's transaction.
public final class TaskReader {

    private static final String FIND = TaskRow.SELECT + "where t.id = ?";

    private TaskReader() {}

    /// The task with this id, whoever owns it.
    public static Optional<Task> find(Handle tx, TaskId id) {
        try (HotStatement select = HotStatement.on(tx, FIND)) {
            return select.text(id.hex()).first(TaskRow::read);
        }
    }

    /// The task with this id, which must exist.
    public static Task require(Handle tx, TaskId id) {
        return find(tx, id).orElseThrow(() -> new IllegalStateException("no task " + id));
    }

    /// Reads many tasks in one statement. Unknown ids are left out.
    public static List<Task> find(Handle tx, Collection<TaskId> ids) {
        return ids.isEmpty()
                ? List.of()
                : tx.createQuery(TaskRow.SELECT + "where t.id in (<ids>)")
                        .bindList("ids", ids.stream().map(TaskId::hex).toList())
                        .map(TaskRow.MAPPER)
                        .list();
    }
}
