package dev.zimage.tasks.submission;

import dev.zimage.errors.ErrorCode;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.moderation.Objection;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.lookup.TaskReader;
import dev.zimage.tasks.queue.TaskQueue;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What the content check means for orders. A refused one becomes tasks like any other, which cost
/// nothing and have failed when the transaction is over, so that its client learns of it as of any
/// failure.
final class Screening {

    private final ContentCheck content;
    private final TaskQueue queue;

    Screening(ContentCheck content, TaskQueue queue) {
        this.content = content;
        this.queue = queue;
    }

    private boolean isChecked(TaskOrder order) {
        return order.contentCheck() || order.caller().contentCheck() || content.isAlways();
    }

    /// Whether the order need not be checked, or can be.
    boolean isPossible(TaskOrder order) {
        return !isChecked(order) || content.isReady();
    }

    Optional<Objection> objection(TaskOrder order) {
        return content.ofPrompt(order.prompt(), isChecked(order));
    }

    @Nullable String checkedUnder(TaskOrder order) {
        return isChecked(order) ? order.requestId() : null;
    }

    /// Ends tasks that were just made, in the same transaction.
    ///
    /// @return the tasks as they are then
    List<Task> refuse(Handle tx, List<Task> tasks, Objection objection) {
        Failure failure = new Failure(ErrorCode.CONTENT_REFUSED, objection.message());
        tasks.forEach(task -> queue.refuse(tx, task, failure));
        return tasks.stream().map(task -> TaskReader.require(tx, task.id())).toList();
    }

    /// Tells of refused tasks, once they are on disk.
    void tell(TaskOrder order, List<Task> tasks, Objection objection) {
        tasks.forEach(task -> {
            queue.tellRefused(task);
            content.refused(order.requestId(), objection);
        });
    }
}
