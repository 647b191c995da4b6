package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLock;
import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Claims the messages that are due and stores the result of each attempt. A claimed message is
/// held under a lease, so that after a kill it is sent again rather than lost.
final class DeliveryQueue {

    /// Longer than an attempt takes.
    static final Duration LEASE = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final RetryPlan plan;

    /// The messages that wait.
    ///
    /// @param nextAt when the first of them is due; null when none waits
    record Waiting(int messages, @Nullable Instant nextAt) {}

    /// The result of an attempt.
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

    /// What waits. The time is that of the first message that [#take] would not skip.
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
                        .map((row, context) ->
                                new Waiting(row.getInt(1), NullableColumn.instant(row, 2)))
                        .one());
    }

    /// Claims the messages that are due, oldest first, and at most one for each receiver.
    ///
    /// @param busy receivers that a message is being sent to
    /// @param full accounts with as many attempts in progress as they may have
    List<DueDelivery> take(Set<String> busy, Set<AccountId> full, int most) {
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

    /// A list in SQL must not be empty.
    private static Collection<String> orNone(Set<String> receivers) {
        return receivers.isEmpty() ? List.of("") : receivers;
    }

    private static Collection<Long> values(Set<AccountId> accounts) {
        return accounts.isEmpty() ? List.of(-1L) : accounts.stream().map(AccountId::value).toList();
    }

    private List<DueDelivery> take(Handle tx, List<Long> rows) {
        List<DueDelivery> taken = new ArrayList<>();
        for (long row : rows) {
            take(tx, row).ifPresent(taken::add);
        }
        return taken;
    }

    private Optional<DueDelivery> take(Handle tx, long row) {
        return tx.createQuery(
                        """
                        update webhook_deliveries
                        set lease_until = :until, attempts = attempts + 1
                        where id = :row and status = 'pending' and next_at <= :now
                          and (lease_until is null or lease_until <= :now)
                        returning %s
                        """
                                .formatted(DeliveryRow.DUE_COLUMNS))
                .bind("until", clock.instant().plus(LEASE).toEpochMilli())
                .bind("row", row)
                .bind("now", clock.millis())
                .map(DeliveryRow.DUE)
                .findOne();
    }

    /// Returns a message that was not sent after all; the attempt does not count.
    void giveBack(DueDelivery due) {
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

    /// Expires all leases, for the start of a server that has the database for itself.
    void expireAllLeases() {
        database.write(tx ->
                tx.execute(
                        "update webhook_deliveries set lease_until = null"
                                + " where status = 'pending'"));
    }

    /// Stores the result of an attempt and when the next one is due.
    Outcome settle(DueDelivery due, Attempt attempt) {
        return database.write(tx -> settle(tx, due, attempt, clock.instant()));
    }

    private Outcome settle(Handle tx, DueDelivery due, Attempt attempt, Instant now) {
        if (attempt.gone()) {
            AccountLock.take(tx, due.account()); // before the message, as everywhere
        }
        if (attempt.succeeded()) {
            update(tx, due, attempt, now, Delivery.Status.DELIVERED, null);
            return Outcome.DELIVERED;
        }
        Optional<Duration> gap =
                attempt.gone() ? Optional.empty() : plan.after(due.attempt(), attempt.pause(now));
        if (gap.isPresent()) {
            update(tx, due, attempt, now, Delivery.Status.PENDING, now.plus(gap.get()));
            return Outcome.RETRIED;
        }
        update(tx, due, attempt, now, Delivery.Status.FAILED, null);
        if (attempt.gone() && due.message().endpoint() != null) {
            Webhooks.disable(
                    tx, due.account(), due.signer(), "it answered 410 Gone", clock.instant());
        }
        return Outcome.FAILED;
    }

    private static void update(
            Handle tx,
            DueDelivery due,
            Attempt attempt,
            Instant now,
            Delivery.Status status,
            @Nullable Instant nextAt) {
        int rows =
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
        if (rows == 1) {
            DeliveryHistory.record(tx, due, attempt, now);
        }
    }
}
