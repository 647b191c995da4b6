package dev.zimage.webhooks;

import dev.zimage.tasks.TaskId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads a [Delivery] from the columns that [#SELECT] names.
final class DeliveryRow implements RowMapper<Delivery> {

    static final DeliveryRow MAPPER = new DeliveryRow();

    /// To be followed by a `where`.
    static final String SELECT =
            """
            select message_id, endpoint_id, url, type, task_id, status, attempts, created_at,
                   last_at, next_at, answer_status, answer
            from webhook_deliveries
            """;

    private DeliveryRow() {}

    @Override
    public Delivery map(ResultSet row, StatementContext context) throws SQLException {
        long endpoint = row.getLong("endpoint_id");
        String task = row.getString("task_id");
        int answerStatus = row.getInt("answer_status");
        boolean answered = !row.wasNull();
        return new Delivery(
                row.getString("message_id"),
                endpoint == 0 ? null : new Endpoint.Id(endpoint),
                row.getString("url"),
                row.getString("type"),
                task == null ? null : new TaskId(task),
                Delivery.Status.of(row.getString("status")),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "last_at"),
                instant(row, "next_at"),
                answered ? answerStatus : null,
                row.getString("answer"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
