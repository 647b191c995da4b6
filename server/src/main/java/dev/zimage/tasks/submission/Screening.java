package dev.zimage.tasks.submission;

import dev.zimage.errors.ErrorCode;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.moderation.PolicyViolation;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.lookup.TaskReader;
import dev.zimage.tasks.queue.Settlement;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Applies the content check to orders. A refused order becomes tasks like any other. They cost
/// nothing and have failed when the transaction commits, so clients learn of the refusal in the
/// same way as of any failure.
final class Screening {

    private final ContentCheck content;
    private final Settlement settlement;

    Screening(ContentCheck content, Settlement settlement) {
        this.content = content;
        this.settlement = settlement;
    }

    private boolean isChecked(TaskOrder order) {
        return order.options().contentCheck()
                || order.caller().contentCheck()
                || content.isAlways();
    }

    /// False when the order has to be checked and the check is not ready.
    boolean isPossible(TaskOrder order) {
        return !isChecked(order) || content.isReady();
    }

    Optional<PolicyViolation> objection(TaskOrder order) {
        return content.ofPrompt(order.prompt(), isChecked(order));
    }

    @Nullable String checkedUnder(TaskOrder order) {
        return isChecked(order) ? order.requestId() : null;
    }

    /// Fails tasks that were inserted in this transaction.
    ///
    /// @return the tasks as they are then
    List<Task> refuse(Handle tx, List<Task> tasks, PolicyViolation objection) {
        Failure failure = new Failure(ErrorCode.CONTENT_REFUSED, objection.message());
        tasks.forEach(task -> settlement.refuse(tx, task, failure));
        return tasks.stream().map(task -> TaskReader.require(tx, task.id())).toList();
    }

    /// Tells the listeners and the log of refused tasks, once they are committed.
    void announce(TaskOrder order, List<Task> tasks, PolicyViolation objection) {
        tasks.forEach(task -> {
            settlement.announceRefused(task);
            content.refused(order.requestId(), objection);
        });
    }
}
