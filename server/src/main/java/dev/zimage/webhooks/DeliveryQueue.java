package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.tasks.TaskId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Which messages are to be sent now, and what came of each attempt. Who takes one holds it by a
/// lease, so that after a kill it is sent again rather than lost.
final class DeliveryQueue {

    /// Longer than an attempt can take.
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final RowMapper<Due> DUE =
            (row, context) -> {
                String task = row.getString("task_id");
                return new Due(
                        row.getLong("id"),
                        row.getString("message_id"),
                        new AccountId(row.getLong("account_id")),
                        new Endpoint.Id(row.getLong("endpoint_id")),
                        row.getString("url"),
                        row.getString("receiver"),
                        row.getString("type"),
                        task == null ? null : new TaskId(task),
                        row.getInt("attempts"),
                        Instant.ofEpochMilli(row.getLong("created_at")));
            };

    private final Database database;
    private final Clock clock;
    private final RetryPlan plan;

    /// How much waits.
    ///
    /// @param nextAt when the first of it is to be sent; null when nothing waits
    record Waiting(int messages, @Nullable Instant nextAt) {}

    /// What was made of an attempt.
    enum Outcome {
        DELIVERED,
        RETRIED,
        FAILED
    }

    DeliveryQueue(Database database, Clock clock, RetryPlan plan) {
        this.database = database;
        this.clock = clock;
        this.plan = plan;
    }

    /// What waits. The time is that of the first which [#take] would not pass over.
    Waiting waiting(Set<String> busy, Set<AccountId> full) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select count(*),
                                       min(case when receiver in (<busy>)
                                             or account_id in (<full>) then null
                                           when lease_until > next_at then lease_until
                                           else next_at end)
                                from webhook_deliveries where status = 'pending'
                                """)
                        .bindList("busy", orNone(busy))
                        .bindList("full", values(full))
                        .map((row, context) -> {
                            long next = row.getLong(2);
                            boolean none = row.wasNull();
                            return new Waiting(
                                    row.getInt(1), none ? null : Instant.ofEpochMilli(next));
                        })
                        .one());
    }

    /// Takes what is due, the oldest first, and at most one message for each receiver.
    ///
    /// @param busy receivers who are being sent something
    /// @param full accounts that have enough under way
    List<Due> take(Set<String> busy, Set<AccountId> full, int most) {
        List<Long> rows = database.read(tx -> due(tx, busy, full, most));
        return rows.isEmpty() ? List.of() : database.write(tx -> take(tx, rows));
    }

    private List<Long> due(Handle tx, Set<String> busy, Set<AccountId> full, int most) {
        return tx.createQuery(
                        """
                        select min(id) as oldest from webhook_deliveries
                        where status = 'pending' and next_at <= :now
                          and (lease_until is null or lease_until <= :now)
                          and receiver not in (<busy>) and account_id not in (<full>)
                        group by receiver order by oldest limit :most
                        """)
                .bind("now", clock.millis())
                .bindList("busy", orNone(busy))
                .bindList("full", values(full))
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    /// A list in SQL is never empty.
    private static Collection<String> orNone(Set<String> receivers) {
        return receivers.isEmpty() ? List.of("") : receivers;
    }

    private static Collection<Long> values(Set<AccountId> accounts) {
        return accounts.isEmpty() ? List.of(-1L) : accounts.stream().map(AccountId::value).toList();
    }

    private List<Due> take(Handle tx, List<Long> rows) {
        List<Due> taken = new ArrayList<>();
        for (long row : rows) {
            take(tx, row).ifPresent(taken::add);
        }
        return taken;
    }

    private Optional<Due> take(Handle tx, long row) {
        return tx.createQuery(
                        """
                        update webhook_deliveries
                        set lease_until = :until, attempts = attempts + 1
                        where id = :row and status = 'pending' and next_at <= :now
                          and (lease_until is null or lease_until <= :now)
                        returning id, message_id, account_id, endpoint_id, url, receiver, type,
                                  task_id, attempts, created_at
                        """)
                .bind("until", clock.instant().plus(LEASE).toEpochMilli())
                .bind("row", row)
                .bind("now", clock.millis())
                .map(DUE)
                .findOne();
    }

    /// Puts one back that was not sent after all; the attempt does not count.
    void giveBack(Due due) {
        database.write(tx ->
                tx.createUpdate(
                                """
                                update webhook_deliveries
                                set lease_until = null, attempts = attempts - 1
                                where id = :row and status = 'pending' and attempts = :attempt
                                """)
                        .bind("row", due.row())
                        .bind("attempt", due.attempt())
                        .execute());
    }

    /// Ends all leases, for the start of a server that has the database for itself.
    void endAllLeases() {
        database.write(tx ->
                tx.execute(
                        "update webhook_deliveries set lease_until = null"
                                + " where status = 'pending'"));
    }

    /// Writes down what came of an attempt, and when the next one is.
    Outcome settle(Due due, Attempt attempt) {
        return database.write(tx -> settle(tx, due, attempt, clock.instant()));
    }

    private Outcome settle(Handle tx, Due due, Attempt attempt, Instant now) {
        if (attempt.succeeded()) {
            return end(tx, due, attempt, now, Delivery.Status.DELIVERED, null, Outcome.DELIVERED);
        }
        if (attempt.gone()) {
            Outcome outcome =
                    end(tx, due, attempt, now, Delivery.Status.FAILED, null, Outcome.FAILED);
            if (!due.endpoint().equals(Endpoint.Id.CALLBACK)) {
                Webhooks.disable(tx, due.account(), due.endpoint(), "it answered 410 Gone");
            }
            return outcome;
        }
        return plan.after(due.attempt(), attempt.pause(now))
                .map(gap ->
                        end(
                                tx,
                                due,
                                attempt,
                                now,
                                Delivery.Status.PENDING,
                                now.plus(gap),
                                Outcome.RETRIED))
                .orElseGet(() ->
                        end(tx, due, attempt, now, Delivery.Status.FAILED, null, Outcome.FAILED));
    }

    private Outcome end(
            Handle tx,
            Due due,
            Attempt attempt,
            Instant now,
            Delivery.Status status,
            @Nullable Instant nextAt,
            Outcome outcome) {
        tx.createUpdate(
                        """
                        update webhook_deliveries
                        set status = :status, next_at = :next, lease_until = null, last_at = :now,
                            answer_status = :answerStatus, answer = :answer
                        where id = :row and status = 'pending' and attempts = :attempt
                        """)
                .bind("status", status.label())
                .bind("next", nextAt == null ? null : nextAt.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("answerStatus", attempt.status())
                .bind("answer", attempt.text())
                .bind("row", due.row())
                .bind("attempt", due.attempt())
                .execute();
        return outcome;
    }
}
