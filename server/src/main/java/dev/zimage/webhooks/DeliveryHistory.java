package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What was sent to the receivers of an account, with each attempt. Safe for use by any number of
/// threads.
public final class DeliveryHistory {

    private final Database database;

    /// Which deliveries are wanted. Null allows all.
    public record Filter(
            Delivery.@Nullable Status status,
            @Nullable String type,
            Endpoint.@Nullable Id endpoint) {}

    /// One attempt to deliver a message.
    ///
    /// @param answerStatus null when there was no answer
    /// @param answer the beginning of the answer, or why there was none
    public record Try(int number, Instant endedAt, @Nullable Integer answerStatus, String answer) {}

    /// A delivery with its attempts, oldest first. Those of messages that were sent by earlier
    /// versions are unknown.
    public record Sent(Delivery delivery, List<Try> attempts) {}

    /// How deliveries to an endpoint go.
    ///
    /// @param failing whether the newest attempt failed
    /// @param waiting how many messages wait to be sent
    public record Health(Endpoint.Id endpoint, boolean failing, int waiting) {}

    private record Attempted(String message, Try attempt) {}

    DeliveryHistory(Database database) {
        this.database = database;
    }

    /// The deliveries of an account, newest first.
    ///
    /// @param before the id of a message; null for the newest
    public List<Sent> list(AccountId account, Filter filter, @Nullable String before, int limit) {
        return database.read(tx -> {
            List<Delivery> found = deliveries(tx, account, filter, before, limit);
            Map<String, List<Try>> attempts = attempts(tx, found);
            return found.stream()
                    .map(each -> new Sent(each, attempts.getOrDefault(each.messageId(), List.of())))
                    .toList();
        });
    }

    private static List<Delivery> deliveries(
            Handle tx, AccountId account, Filter filter, @Nullable String before, int limit) {
        Delivery.Status status = filter.status;
        Endpoint.Id endpoint = filter.endpoint;
        return tx.createQuery(
                        DeliveryRow.SELECT
                                + """
                                where account_id = :account
                                  and (:status = '' or status = :status)
                                  and (:type = '' or type = :type)
                                  and (:endpoint < 0 or endpoint_id = :endpoint)
                                  and (:before = '' or id < (
                                    select id from webhook_deliveries
                                    where message_id = :before and account_id = :account))
                                order by id desc limit :limit
                                """)
                .bind("account", account.value())
                .bind("status", status == null ? "" : status.label())
                .bind("type", filter.type == null ? "" : filter.type)
                .bind("endpoint", endpoint == null ? -1L : endpoint.value())
                .bind("before", before == null ? "" : before)
                .bind("limit", limit)
                .map(DeliveryRow.MAPPER)
                .list();
    }

    private static Map<String, List<Try>> attempts(Handle tx, List<Delivery> of) {
        if (of.isEmpty()) {
            return Map.of();
        }
        return tx
                .createQuery(
                        """
                        select message_id, number, ended_at, answer_status, answer
                        from webhook_attempts where message_id in (<messages>)
                        order by message_id, number
                        """)
                .bindList("messages", of.stream().map(Delivery::messageId).toList())
                .map((row, context) ->
                        new Attempted(
                                row.getString("message_id"),
                                new Try(
                                        row.getInt("number"),
                                        Instant.ofEpochMilli(row.getLong("ended_at")),
                                        NullableColumn.integer(row, "answer_status"),
                                        row.getString("answer"))))
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Attempted::message,
                                Collectors.mapping(Attempted::attempt, Collectors.toList())));
    }

    /// How deliveries to the endpoints of an account go; nothing of an endpoint that was never sent
    /// to.
    public List<Health> health(AccountId account) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select d.endpoint_id,
                                       (select case when n.status = 'delivered' then 0 else 1 end
                                        from webhook_deliveries n
                                        where n.account_id = :account
                                          and n.endpoint_id = d.endpoint_id
                                          and n.last_at is not null
                                        order by n.last_at desc, n.id desc limit 1) as failing,
                                       sum(case when d.status = 'pending' then 1 else 0 end)
                                from webhook_deliveries d where d.account_id = :account
                                group by d.endpoint_id
                                """)
                        .bind("account", account.value())
                        .map((row, context) ->
                                new Health(
                                        new Endpoint.Id(row.getLong(1)),
                                        row.getInt(2) == 1,
                                        row.getInt(3)))
                        .list());
    }

    /// Stores an attempt, in the transaction that stores its result.
    static void record(Handle tx, DueDelivery due, Attempt attempt, Instant endedAt) {
        tx.createUpdate(
                        """
                        insert into webhook_attempts
                          (message_id, number, ended_at, answer_status, answer)
                        values (:message, :number, :ended, :status, :answer)
                        on conflict do nothing
                        """)
                .bind("message", due.message().id())
                .bind("number", due.attempt())
                .bind("ended", endedAt.toEpochMilli())
                .bind("status", attempt.status())
                .bind("answer", attempt.text())
                .execute();
    }
}
