package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.tasks.Outbox;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.webhooks.MessageInsert.Receiver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The messages of the accounts, in the database. Those about tasks are inserted in the transaction
/// that ends the task, one for each receiver. Safe for use by any number of threads and processes.
public final class Deliveries implements Outbox {

    /// What messages can tell of.
    public static final List<String> TYPES =
            List.of("task.completed", "task.failed", BalanceMessages.TYPE, "webhook.test");

    private static final int DELETED_AT_ONCE = 1_000;

    private static final RowMapper<Receiver> RECEIVER =
            (row, context) -> new Receiver(new Endpoint.Id(row.getLong(1)), row.getString(2));

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;
    private final MessageInsert messages;

    Deliveries(Database database, Clock clock, RandomGenerator random, MessageInsert messages) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.messages = messages;
    }

    /// What was sent, with each attempt.
    public DeliveryHistory history() {
        return new DeliveryHistory(database);
    }

    @Override
    public void ended(Handle tx, TaskId task, AccountId account, TaskStatus end) {
        messages.insert(
                tx,
                new MessageInsert.Content(
                        "msg_" + task.hex(), account, "task." + end.label(), task, null),
                receivers(tx, task, account));
    }

    private static List<Receiver> receivers(Handle tx, TaskId task, AccountId account) {
        return tx.createQuery(
                        """
                        select 0 as endpoint, callback_url as url from tasks
                        where id = :task and callback_url is not null
                        union all
                        select id, url from webhook_endpoints
                        where account_id = :account and deleted = 0 and disabled_reason is null
                        """)
                .bind("task", task.hex())
                .bind("account", account.value())
                .map(RECEIVER)
                .list();
    }

    /// The webhooks of an account that are to be told of everything.
    static List<Receiver> endpoints(Handle tx, AccountId account) {
        return tx.createQuery(
                        """
                        select id, url from webhook_endpoints
                        where account_id = :account and deleted = 0 and disabled_reason is null
                        """)
                .bind("account", account.value())
                .map(RECEIVER)
                .list();
    }

    /// Queues a test message to an endpoint.
    ///
    /// @return empty when the endpoint is disabled
    public Optional<Delivery> test(Endpoint endpoint) {
        if (!endpoint.enabled()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String message = "msg_test_" + HexFormat.of().formatHex(bytes);
        Receiver receiver = new Receiver(endpoint.id(), endpoint.url());
        MessageInsert.Content content =
                new MessageInsert.Content(message, endpoint.account(), "webhook.test", null, null);
        database.write(tx -> {
            messages.insertOne(tx, content, receiver);
            return true;
        });
        return find(endpoint.account(), message);
    }

    /// The messages of an account, newest first.
    ///
    /// @param before only messages older than this one; null for the newest
    public List<Delivery> list(AccountId account, @Nullable String before, int limit) {
        return database.read(tx ->
                tx.createQuery(
                                DeliveryRow.SELECT
                                        + """
                                        where account_id = :account
                                          and (:before is null or id < (
                                            select id from webhook_deliveries
                                            where message_id = :before and account_id = :account))
                                        order by id desc limit :limit
                                        """)
                        .bind("account", account.value())
                        .bind("before", before)
                        .bind("limit", limit)
                        .map(DeliveryRow.MAPPER)
                        .list());
    }

    /// A message whose delivery failed.
    ///
    /// @param account the name of the account
    public record GivenUp(String account, Delivery delivery) {}

    /// The failed deliveries of all accounts, newest first.
    public List<GivenUp> givenUp(int limit) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select d.*, a.name as account
                                from webhook_deliveries d join accounts a on a.id = d.account_id
                                where d.status = 'failed' order by d.last_at desc limit :limit
                                """)
                        .bind("limit", limit)
                        .map((row, context) ->
                                new GivenUp(
                                        row.getString("account"),
                                        DeliveryRow.MAPPER.map(row, context)))
                        .list());
    }

    public Optional<Delivery> find(AccountId account, String message) {
        return database.read(tx ->
                tx.createQuery(
                                DeliveryRow.SELECT
                                        + "where account_id = :account and message_id = :message")
                        .bind("account", account.value())
                        .bind("message", message)
                        .map(DeliveryRow.MAPPER)
                        .findOne());
    }

    /// Queues a message to be sent again at once, whatever its state; a delivery that is being
    /// attempted is left alone.
    ///
    /// @return empty when the message is unknown, or its endpoint is disabled or deleted
    public Optional<Delivery> sendAgain(AccountId account, String message) {
        int rows =
                database.write(tx ->
                        tx.createUpdate(
                                        """
                                        update webhook_deliveries
                                        set status = 'pending', next_at = :now
                                        where account_id = :account and message_id = :message
                                          and (endpoint_id = 0 or endpoint_id in (
                                            select id from webhook_endpoints
                                            where account_id = :account and deleted = 0
                                              and disabled_reason is null))
                                        """)
                                .bind("now", clock.millis())
                                .bind("account", account.value())
                                .bind("message", message)
                                .execute());
        messages.queued();
        return rows == 0 ? Optional.empty() : find(account, message);
    }

    /// Deletes messages that ended longer ago than this.
    ///
    /// @return how many were deleted
    public int forgetOld(Duration retention) {
        Instant oldest = clock.instant().minus(retention);
        int total = 0;
        int gone;
        do {
            gone = database.write(tx -> forget(tx, oldest));
            total += gone;
        } while (gone == DELETED_AT_ONCE);
        return total;
    }

    private static int forget(Handle tx, Instant oldest) {
        return tx.createUpdate(
                        """
                        delete from webhook_deliveries where id in (
                          select id from webhook_deliveries
                          where status <> 'pending' and last_at <= :oldest limit :most)
                        """)
                .bind("oldest", oldest.toEpochMilli())
                .bind("most", DELETED_AT_ONCE)
                .execute();
    }
}
