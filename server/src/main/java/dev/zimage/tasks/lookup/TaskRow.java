package dev.zimage.tasks.lookup;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.database.NullableColumn;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.errors.ErrorCode;
import dev.zimage.media.MediaKey;
import dev.zimage.tasks.Failure;
import dev.zimage.tasks.PictureSpec;
import dev.zimage.tasks.StoredImage;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.TaskState;
import dev.zimage.tasks.TaskStatus;
import dev.zimage.textcheck.TextCheckMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads a [Task] from the columns that [#SELECT] names. Columns are read by their position,
/// because reading them by name took a third of a poll.
public final class TaskRow implements RowMapper<Task> {

    public static final TaskRow MAPPER = new TaskRow();

    /// The columns of a task and its picture; to be followed by a `where`.
    public static final String SELECT =
            """
            select t.id, t.account_id, t.status, t.model, t.engine, t.prompt, t.width, t.height,
                   t.seed, t.format, t.metadata, t.price, t.attempts, t.progress, t.created_at,
                   t.started_at, t.finished_at, t.error_code, t.error_message,
                   i.format, i.delete_at, i.deleted, t.checked_under,
                   t.text_check, t.text_read
            from tasks t left join images i on i.task_id = t.id and i.number = 0
            """;

    private TaskRow() {}

    @Override
    public Task map(ResultSet row, StatementContext context) throws SQLException {
        return read(row);
    }

    static Task read(ResultSet row) throws SQLException {
        return new Task(
                new TaskId(row.getString(1)),
                new AccountId(row.getLong(2)),
                picture(row),
                row.getString(11),
                new Credits(row.getLong(12)),
                Instant.ofEpochMilli(row.getLong(15)),
                state(row));
    }

    private static PictureSpec picture(ResultSet row) throws SQLException {
        return new PictureSpec(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                new ImageSize(row.getInt(7), row.getInt(8)),
                row.getLong(9),
                format(row.getString(10)),
                row.getString(23),
                textCheck(row.getString(24)));
    }

    private static TextCheckMode textCheck(@Nullable String label) {
        return label == null ? TextCheckMode.OFF : TextCheckMode.of(label).orElseThrow();
    }

    private static TaskState state(ResultSet row) throws SQLException {
        return new TaskState(
                TaskStatus.of(row.getString(3)),
                row.getInt(13),
                row.getDouble(14),
                NullableColumn.instant(row, 16),
                NullableColumn.instant(row, 17),
                failure(row),
                image(row),
                row.getString(25));
    }

    private static @Nullable Failure failure(ResultSet row) throws SQLException {
        int code = row.getInt(18);
        return code == 0 ? null : new Failure(ErrorCode.of(code), row.getString(19));
    }

    private static @Nullable StoredImage image(ResultSet row) throws SQLException {
        String format = row.getString(20);
        return format == null
                ? null
                : new StoredImage(
                        format(format), Instant.ofEpochMilli(row.getLong(21)), row.getInt(22) == 1);
    }

    /// The key of the picture in a row of `task_id, number, format`, which begins it.
    public static MediaKey pictureKey(ResultSet row) throws SQLException {
        return new MediaKey(row.getString(1), row.getInt(2), format(row.getString(3)));
    }

    /// The format that a column names.
    public static ImageFormat format(String label) {
        return ImageFormat.of(label).orElseThrow();
    }
}
