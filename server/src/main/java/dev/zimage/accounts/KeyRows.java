package dev.zimage.accounts;

import dev.zimage.database.NullableColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// Reads keys from the rows of the table `api_keys`.
final class KeyRows {

    static final RowMapper<ApiKey> KEY =
            (row, context) ->
                    new ApiKey(
                            new KeyId(row.getLong("id")),
                            new AccountId(row.getLong("account_id")),
                            row.getString("name"),
                            row.getString("hint"),
                            new KeyRights(
                                    Mode.of(row.getString("mode")),
                                    Scope.parse(row.getString("scopes")).orElseThrow(),
                                    NullableColumn.number(row, "member_id")),
                            dates(row),
                            budget(row));

    private KeyRows() {}

    private static KeyDates dates(ResultSet row) throws SQLException {
        return new KeyDates(
                Instant.ofEpochMilli(row.getLong("created_at")),
                NullableColumn.instant(row, "expires_at"),
                NullableColumn.instant(row, "revoked_at"),
                NullableColumn.instant(row, "last_used_at"));
    }

    private static KeyBudget budget(ResultSet row) throws SQLException {
        return new KeyBudget(
                credits(row, "budget_day"),
                credits(row, "budget_total"),
                LocalDate.ofEpochDay(row.getLong("spent_on")),
                new Credits(row.getLong("spent_day")),
                new Credits(row.getLong("spent_total")));
    }

    private static @Nullable Credits credits(ResultSet row, String column) throws SQLException {
        return Credits.ofAmount(NullableColumn.number(row, column));
    }
}
