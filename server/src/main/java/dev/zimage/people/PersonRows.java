package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;

/// Reads people from the rows of the table `people`.
final class PersonRows {

    static final RowMapper<Person> PERSON =
            (row, context) ->
                    new Person(
                            new PersonId(row.getLong("id")),
                            new AccountId(row.getLong("account_id")),
                            new EmailAddress(row.getString("email")),
                            Role.stored(row.getString("role"), row.getString("account_role")),
                            canSignIn(row),
                            row.getObject("totp_since") != null || vouched(row),
                            Instant.ofEpochMilli(row.getLong("created_at")));

    /// Whether there is a password, or a provider that vouches.
    private static boolean canSignIn(ResultSet row) throws SQLException {
        return row.getString("password") != null || row.getString("oidc_subject") != null;
    }

    /// Whether only the provider signs this person in; a second factor is then up to the provider.
    private static boolean vouched(ResultSet row) throws SQLException {
        return row.getString("password") == null && row.getString("oidc_subject") != null;
    }

    private PersonRows() {}
}
