package dev.zimage.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.NullableColumn;
import dev.zimage.tasks.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads rows of `webhook_deliveries`.
final class DeliveryRow implements RowMapper<Delivery> {

    static final DeliveryRow MAPPER = new DeliveryRow();

    /// The columns of a [Delivery]; to be followed by a `where`.
    static final String SELECT =
            """
            select message_id, endpoint_id, url, type, task_id, data, status, attempts, created_at,
                   last_at, next_at, answer_status, answer
            from webhook_deliveries
            """;

    /// The columns of a [DueDelivery].
    static final String DUE_COLUMNS =
            """
            id, account_id, receiver, attempts,
            message_id, endpoint_id, url, type, task_id, data, created_at
            """;

    /// Reads the columns of [#DUE_COLUMNS].
    static final RowMapper<DueDelivery> DUE =
            (row, context) ->
                    new DueDelivery(
                            row.getLong("id"),
                            new AccountId(row.getLong("account_id")),
                            row.getString("receiver"),
                            row.getInt("attempts"),
                            message(row));

    private DeliveryRow() {}

    @Override
    public Delivery map(ResultSet row, StatementContext context) throws SQLException {
        return new Delivery(
                message(row),
                Delivery.Status.of(row.getString("status")),
                row.getInt("attempts"),
                NullableColumn.instant(row, "last_at"),
                NullableColumn.instant(row, "next_at"),
                NullableColumn.integer(row, "answer_status"),
                row.getString("answer"));
    }

    private static WebhookMessage message(ResultSet row) throws SQLException {
        long endpoint = row.getLong("endpoint_id");
        String task = row.getString("task_id");
        return new WebhookMessage(
                row.getString("message_id"),
                endpoint == 0 ? null : new Endpoint.Id(endpoint),
                row.getString("url"),
                row.getString("type"),
                task == null ? null : new TaskId(task),
                row.getString("data"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
