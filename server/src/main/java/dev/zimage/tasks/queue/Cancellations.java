package dev.zimage.tasks.queue;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Ledger;
import dev.zimage.database.Database;
import dev.zimage.errors.ErrorCode;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.Outbox;
import dev.zimage.tasks.TaskEvents;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.lookup.TaskReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Cancels tasks at their owner's request. Safe for use by any number of threads and processes.
public final class Cancellations {

    private static final Failure CANCELLED =
            new Failure(
                    ErrorCode.TASK_CANCELLED,
                    "The task was cancelled. Its credits were given back.");

    private static final String OWN_UNFINISHED =
            "id = :id and account_id = :account and status in ('queued', 'running')";

    private final Database database;
    private final Settlement settlement;

    private record Outcome(CancelResult result, List<Settlement.Failed> failed) {}

    public Cancellations(Database database, Settlement settlement) {
        this.database = database;
        this.settlement = settlement;
    }

    /// Cancels tasks beside the servers that draw them: these notice it in the database, as they do
    /// when another server cancels one.
    ///
    /// @param outbox records the ends for webhooks
    public static Cancellations beside(
            Database database, Ledger ledger, Outbox outbox, Clock clock) {
        return new Cancellations(
                database, new Settlement(ledger, outbox, new TaskEvents() {}, clock));
    }

    /// Fails a queued or running task and refunds its price.
    public CancelResult cancel(AccountId account, TaskId id) {
        Outcome outcome = database.write(account.value(), tx -> cancel(tx, account, id));
        settlement.announce(outcome.failed, CANCELLED.code());
        return outcome.result;
    }

    private Outcome cancel(Handle tx, AccountId account, TaskId id) {
        List<Settlement.Failed> failed =
                settlement.fail(
                        tx,
                        CANCELLED,
                        OWN_UNFINISHED,
                        Map.of("id", id.hex(), "account", account.value()));
        return new Outcome(
                failed.isEmpty()
                        ? notCancelled(tx, account, id)
                        : new CancelResult.Cancelled(TaskReader.require(tx, id)),
                failed);
    }

    private static CancelResult notCancelled(Handle tx, AccountId account, TaskId id) {
        return TaskReader.find(tx, id)
                .filter(task -> task.account().equals(account))
                .<CancelResult>map(CancelResult.HasEnded::new)
                .orElseGet(CancelResult.NotFound::new);
    }
}
