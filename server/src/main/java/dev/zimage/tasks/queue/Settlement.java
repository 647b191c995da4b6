package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLock;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.database.Database;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Outbox;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.usage.UsageSums;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// What belongs to every end of a task: in the transaction that ends it, the refund, the usage and
/// the outbox; after the commit, the listeners. Safe for use by any number of threads.
public final class Settlement {

    private static final RowMapper<Failed> FAILED =
            (row, context) ->
                    new Failed(
                            new TaskId(row.getString("id")),
                            new AccountId(row.getLong("account_id")),
                            row.getString("engine"),
                            new Credits(row.getLong("price")));

    private final Ledger ledger;
    private final Outbox outbox;
    private final TaskEvents listeners;
    private final Clock clock;

    /// A task that was failed, with the price that was refunded.
    record Failed(TaskId id, AccountId account, String engine, Credits refund) {}

    /// @param outbox records the end for others, in the transaction of the end
    /// @param listeners are told after the commit
    public Settlement(Ledger ledger, Outbox outbox, TaskEvents listeners, Clock clock) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.listeners = listeners;
        this.clock = clock;
    }

    /// Settles a task that has completed.
    void completed(Handle tx, Task task) {
        ledger.settle(tx, task.account());
        UsageSums.ended(tx, task.id().hex());
        outbox.ended(tx, task.id(), task.account(), TaskStatus.COMPLETED);
    }

    /// Fails and refunds all tasks that meet a condition.
    ///
    /// @param condition on a row of `tasks`; must be false for tasks that have ended
    /// @param values of the condition's parameters
    List<Failed> fail(Handle tx, Failure failure, String condition, Map<String, ?> values) {
        List<AccountId> accounts = accounts(tx, condition, values);
        AccountLock.take(tx, accounts);
        return fail(tx, failure, condition, values, accounts);
    }

    /// The same for tasks of any accounts. Accounts that somebody else has locked come last, each
    /// in a transaction of its own, so that the others need not wait for them; an account that
    /// stays locked is left for the next time.
    List<Failed> failEverywhere(
            Database database, Failure failure, String condition, Map<String, ?> values) {
        List<AccountId> locked = new ArrayList<>();
        List<Failed> failed =
                new ArrayList<>(
                        database.write(tx -> {
                            List<AccountId> all = accounts(tx, condition, values);
                            List<AccountId> free = AccountLock.takeFree(tx, all);
                            locked.clear();
                            locked.addAll(all);
                            locked.removeAll(free);
                            return fail(tx, failure, condition, values, free);
                        }));
        locked.forEach(account ->
                failed.addAll(failLocked(database, account, failure, condition, values)));
        return failed;
    }

    private List<Failed> failLocked(
            Database database,
            AccountId account,
            Failure failure,
            String condition,
            Map<String, ?> values) {
        List<AccountId> alone = List.of(account);
        try {
            return database.write(
                    account.value(),
                    tx -> {
                        AccountLock.take(tx, alone);
                        return fail(tx, failure, condition, values, alone);
                    });
        } catch (StorageException e) {
            if (e.failure() == StorageFailure.LOCKED) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Failed> fail(
            Handle tx,
            Failure failure,
            String condition,
            Map<String, ?> values,
            List<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        List<Failed> failed =
                tx.createQuery(
                                """
                                update tasks
                                set status = 'failed', finished_at = :now, worker = null,
                                    lease_until = null, error_code = :code, error_message = :message
                                where %s and account_id in (<accounts>)
                                returning id, account_id, engine, price
                                """
                                        .formatted(condition))
                        .bindMap(values)
                        .bindList("accounts", accounts.stream().map(AccountId::value).toList())
                        .bind("now", clock.millis())
                        .bind("code", failure.code().number())
                        .bind("message", failure.message())
                        .map(FAILED)
                        .list();
        failed.forEach(task -> refund(tx, task));
        return failed;
    }

    /// The accounts of the tasks that meet a condition. They are locked before the tasks.
    private static List<AccountId> accounts(Handle tx, String condition, Map<String, ?> values) {
        return tx.createQuery("select distinct account_id from tasks where " + condition)
                .bindMap(values)
                .map((row, context) -> new AccountId(row.getLong(1)))
                .list();
    }

    private void refund(Handle tx, Failed task) {
        ledger.refund(tx, task.account, task.id.hex(), task.refund);
        UsageSums.ended(tx, task.id.hex());
        outbox.ended(tx, task.id, task.account, TaskStatus.FAILED);
    }

    /// Fails a task that was inserted in this transaction, because it must not be drawn.
    public void refuse(Handle tx, Task task, Failure failure) {
        fail(tx, failure, "id = :id and status = 'queued'", Map.of("id", task.id().hex()));
    }

    /// Tells the listeners of a task that [#refuse] failed, once that is committed.
    public void announceRefused(Task task) {
        listeners.failed(task.id(), task.engine(), task.price(), ErrorCode.CONTENT_REFUSED);
    }

    void announce(List<Failed> tasks, ErrorCode code) {
        tasks.forEach(task -> listeners.failed(task.id, task.engine, task.refund, code));
    }
}
