package dev.zimage.tasks.lookup;

import dev.zimage.tasks.SourceSet;
import dev.zimage.tasks.TaskId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Which tasks edit which pictures, within the caller's transaction.
public final class TaskSources {

    private TaskSources() {}

    /// Records that a new task edits these pictures.
    public static void insert(Handle tx, TaskId task, SourceSet sources) {
        tx.createUpdate(
                        """
                        insert into task_sources (task_id, set_id, pictures)
                        values (:task, :set, :pictures)
                        """)
                .bind("task", task.hex())
                .bind("set", sources.id())
                .bind("pictures", sources.count())
                .execute();
    }

    /// The pictures that a task edits; empty when it edits none.
    public static Optional<SourceSet> of(Handle tx, TaskId task) {
        return tx.createQuery("select set_id, pictures from task_sources where task_id = :task")
                .bind("task", task.hex())
                .map((row, context) -> new SourceSet(row.getString(1), row.getInt(2)))
                .findOne();
    }

    /// All that are stored.
    public static List<SourceSet> all(Handle tx) {
        return tx.createQuery("select distinct set_id, pictures from task_sources")
                .map((row, context) -> new SourceSet(row.getString(1), row.getInt(2)))
                .list();
    }

    /// Those whose tasks have all ended.
    public static List<SourceSet> ended(Handle tx) {
        return tx.createQuery(
                        """
                        select distinct s.set_id, s.pictures
                        from task_sources s join tasks t on t.id = s.task_id
                        where t.status in ('completed', 'failed') and not exists (
                          select 1 from task_sources o join tasks w on w.id = o.task_id
                          where o.set_id = s.set_id and w.status in ('queued', 'running'))
                        limit 500
                        """)
                .map((row, context) -> new SourceSet(row.getString(1), row.getInt(2)))
                .list();
    }

    /// Forgets pictures that were deleted.
    public static void forget(Handle tx, SourceSet sources) {
        tx.createUpdate("delete from task_sources where set_id = :set")
                .bind("set", sources.id())
                .execute();
    }
}
