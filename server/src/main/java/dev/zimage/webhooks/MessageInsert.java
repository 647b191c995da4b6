package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.tasks.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Queues messages, one for each receiver, in the transaction of what they tell of. Safe for use by
/// any number of threads and processes.
final class MessageInsert {

    /// Limits the messages of an account that may wait: a receiver that is never reachable must not
    /// fill the disk or slow down the search for due messages.
    static final int MAX_WAITING = 10_000;

    /// Longer than a transaction takes from its insert to its commit.
    private static final Duration RECENTLY = Duration.ofMinutes(1);

    private final Clock clock;
    private volatile long queuedAt = longAgo();
    private volatile long balanceToldAt = longAgo();

    record Receiver(Endpoint.Id endpoint, String url) {}

    /// The content of a message.
    ///
    /// @param id of the message, to which that of the receiver is added
    /// @param task null for what is not about a task
    /// @param data JSON that is sent as it is; null for what is made anew for each attempt
    record Content(
            String id,
            AccountId account,
            String type,
            @Nullable TaskId task,
            @Nullable String data) {}

    MessageInsert(Clock clock) {
        this.clock = clock;
    }

    private static long longAgo() {
        return System.nanoTime() - RECENTLY.toNanos();
    }

    void insert(Handle tx, Content content, List<Receiver> receivers) {
        boolean full = !receivers.isEmpty() && isFull(tx, content.account);
        for (Receiver receiver : receivers) {
            insert(tx, content, content.id + "_" + receiver.endpoint.value(), receiver, full);
        }
    }

    /// A message with the id of its content, to one receiver.
    void insertOne(Handle tx, Content content, Receiver receiver) {
        insert(tx, content, content.id, receiver, isFull(tx, content.account));
    }

    private static boolean isFull(Handle tx, AccountId account) {
        return tx.createQuery(
                                """
                                select count(*) from (
                                  select 1 from webhook_deliveries
                                  where account_id = :account and status = 'pending'
                                  limit :most) as waiting
                                """)
                        .bind("account", account.value())
                        .bind("most", MAX_WAITING)
                        .mapTo(Integer.class)
                        .one()
                >= MAX_WAITING;
    }

    /// @param full whether so many messages wait that this one fails at once; it can be sent by
    ///   hand
    private void insert(
            Handle tx, Content content, String message, Receiver receiver, boolean full) {
        long now = clock.millis();
        TaskId task = content.task;
        tx.createUpdate(
                        """
                        insert into webhook_deliveries
                          (message_id, account_id, endpoint_id, url, receiver, type, task_id, data,
                           created_at, status, next_at, last_at, answer)
                        values (:message, :account, :endpoint, :url, :receiver, :type, :task, :data,
                                :now, :status, :next, :last, :answer)
                        """)
                .bind("message", message)
                .bind("account", content.account.value())
                .bind("endpoint", receiver.endpoint.value())
                .bind("url", receiver.url)
                .bind("receiver", WebhookUrls.receiver(receiver.url))
                .bind("type", content.type)
                .bind("task", task == null ? null : task.hex())
                .bind("data", content.data)
                .bind("now", now)
                .bind("status", (full ? Delivery.Status.FAILED : Delivery.Status.PENDING).label())
                .bind("next", full ? null : now)
                .bind("last", full ? now : null)
                .bind("answer", full ? tooMany() : null)
                .execute();
        queued();
        if (content.type.equals(BalanceMessages.TYPE)) {
            balanceToldAt = System.nanoTime();
        }
    }

    private static String tooMany() {
        return "not sent: %,d messages of the account are already waiting".formatted(MAX_WAITING);
    }

    /// Records that a message waits now.
    void queued() {
        queuedAt = System.nanoTime();
    }

    /// Whether something was queued in this process recently. The answer does not change when it is
    /// read: the first caller may ask before another transaction commits, and one that asks after
    /// that commit must not get the answer that nothing is queued.
    boolean queuedRecently() {
        return isRecent(queuedAt);
    }

    /// Whether a message about a low balance was queued in this process recently. Kept apart, so
    /// that not every order looks for messages where ends of tasks queue some.
    boolean balanceToldRecently() {
        return isRecent(balanceToldAt);
    }

    private static boolean isRecent(long at) {
        return System.nanoTime() - at < RECENTLY.toNanos();
    }
}
