package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Stores the links that were issued and not used yet, by the hash of their tokens.
final class OneTimeLinks {

    private static final Duration VALID = Duration.ofHours(24);

    private static final String SELECT =
            """
            select hash, person_id, account_id from one_time_links
            where hash = :hash and expires_at > :now
            """;

    private OneTimeLinks() {}

    /// @param person null for the first operator
    record Open(String hash, @Nullable PersonId person, AccountId account) {}

    /// Creates a link, which replaces any other link for the same person.
    ///
    /// @param person null for the first operator
    static OneTimeLink create(
            Handle tx,
            SecretToken token,
            @Nullable PersonId person,
            AccountId account,
            Instant now) {
        remove(tx, person);
        Instant expiry = now.plus(VALID);
        tx.createUpdate(
                        """
                        insert into one_time_links (hash, person_id, account_id, expires_at)
                        values (:hash, :person, :account, :expires)
                        """)
                .bind("hash", token.hash())
                .bind("person", person == null ? null : person.value())
                .bind("account", account.value())
                .bind("expires", expiry.toEpochMilli())
                .execute();
        return new OneTimeLink(token, expiry);
    }

    /// The link with this token. The link for the first operator is valid only until somebody can
    /// sign in.
    static Optional<Open> find(Handle tx, SecretToken token, Instant now) {
        return find(tx, SELECT, token, now);
    }

    /// The same, for a use: of several uses at once, one finds the link.
    static Optional<Open> claim(Handle tx, SecretToken token, Instant now) {
        return find(tx, SELECT + " <lock>", token, now);
    }

    private static Optional<Open> find(Handle tx, String select, SecretToken token, Instant now) {
        return tx.createQuery(select)
                .bind("hash", token.hash())
                .bind("now", now.toEpochMilli())
                .map((row, context) ->
                        new Open(
                                row.getString(1),
                                person(row.getObject(2)),
                                new AccountId(row.getLong(3))))
                .findOne()
                .filter(link -> link.person != null || !People.anybodyHasPassword(tx));
    }

    private static @Nullable PersonId person(@Nullable Object id) {
        return id == null ? null : new PersonId(((Number) id).longValue());
    }

    /// Removes the links of a person, or of the first operator.
    static void remove(Handle tx, @Nullable PersonId person) {
        tx.createUpdate(
                        """
                        delete from one_time_links where person_id is not distinct from :person
                        """)
                .bind("person", person == null ? null : person.value())
                .execute();
    }

    static void forgetOld(Handle tx, Instant now) {
        tx.createUpdate("delete from one_time_links where expires_at <= :now")
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
