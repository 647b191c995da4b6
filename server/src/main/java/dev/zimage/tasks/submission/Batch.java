package dev.zimage.tasks.submission;

import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import java.util.List;

/// The tasks of one order, in their order.
///
/// @param id that of the first task
/// @param asked how often the client has asked for them: 1 for the order itself
public record Batch(TaskId id, int asked, List<Task> tasks) {

    public Batch {
        tasks = List.copyOf(tasks);
    }
}
