package dev.zimage.tasks.submission;

import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Charge;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.moderation.PolicyViolation;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskContext;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Stores the tasks of an order together with their charges and ledger entries, within the caller's
/// transaction.
final class OrderWriter {

    private final Ledger ledger;
    private final Screening screening;
    private final TaskFactory factory;
    private final int tasksInFlight;

    /// What became of the tasks: all are stored, or none.
    sealed interface Result {

        record Stored(List<Task> tasks) implements Result {}

        record Refused(Admission reason) implements Result {}
    }

    OrderWriter(TaskContext context, Ledger ledger, Screening screening) {
        this.ledger = ledger;
        this.screening = screening;
        this.factory = new TaskFactory(context);
        this.tasksInFlight = context.terms().tasksInFlight();
    }

    /// @param objection of the content check: the tasks cost nothing and fail at once
    /// @param insert stores the tasks once they are paid for
    Result write(
            Handle tx,
            TaskOrder order,
            int count,
            @Nullable PolicyViolation objection,
            Consumer<List<Task>> insert) {
        Credits price = objection == null ? TaskFactory.priceOf(order) : Credits.ZERO;
        List<Task> tasks = factory.make(order, count, price, screening.checkedUnder(order));
        List<Charge> charges = tasks.stream().map(task -> charge(task, order.caller())).toList();
        Admission admission = ledger.admit(tx, charges, tasksInFlight, () -> insert.accept(tasks));
        if (!(admission instanceof Admission.Admitted)) {
            return new Result.Refused(admission);
        }
        return new Result.Stored(
                objection == null ? tasks : screening.refuse(tx, tasks, objection));
    }

    /// Stores a task for each of these orders that can be paid, in a few statements for all. For
    /// databases that know arrays; for orders without sources, of keys without a budget.
    ///
    /// @return what became of each order
    List<Submission> writeEach(Handle tx, List<TaskOrder> orders) {
        List<TaskInsert.Ordered> ordered =
                orders.stream().map(order -> new TaskInsert.Ordered(task(order), order)).toList();
        List<Charge> charges =
                ordered.stream().map(each -> charge(each.task(), each.order().caller())).toList();
        List<Admission> admissions =
                ledger.admitEach(
                        tx,
                        charges,
                        tasksInFlight,
                        judged -> TaskInsert.insertAll(tx, admitted(ordered, judged)));
        return IntStream.range(0, orders.size())
                .mapToObj(i -> submission(ordered.get(i).task(), admissions.get(i)))
                .toList();
    }

    private Task task(TaskOrder order) {
        Credits price = TaskFactory.priceOf(order);
        return factory.make(order, 1, price, screening.checkedUnder(order)).getFirst();
    }

    private static List<TaskInsert.Ordered> admitted(
            List<TaskInsert.Ordered> ordered, List<Admission> admissions) {
        return IntStream.range(0, ordered.size())
                .filter(i -> admissions.get(i) instanceof Admission.Admitted)
                .mapToObj(ordered::get)
                .toList();
    }

    private static Submission submission(Task task, Admission admission) {
        return admission instanceof Admission.Admitted
                ? new Submission.Accepted(task)
                : new Submission.Refused(admission);
    }

    private static Charge charge(Task task, Caller caller) {
        return new Charge(
                caller.account(),
                caller.key(),
                caller.budgeted(),
                task.id().hex(),
                task.price(),
                LocalDate.ofInstant(task.createdAt(), ZoneOffset.UTC));
    }
}
