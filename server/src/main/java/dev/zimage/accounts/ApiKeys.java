package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The API keys of all accounts: made, listed and revoked here. Safe for use by any number of
/// threads, and from the command line beside a running server.
public final class ApiKeys {

    private static final RowMapper<ApiKey> KEY =
            (row, context) ->
                    new ApiKey(
                            new KeyId(row.getLong("id")),
                            new AccountId(row.getLong("account_id")),
                            row.getString("name"),
                            Mode.of(row.getString("mode")),
                            row.getString("hint"),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            instant(row.getObject("expires_at")),
                            instant(row.getObject("revoked_at")),
                            instant(row.getObject("last_used_at")));

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    /// A key that was just made, with the secret that is not kept.
    public record NewKey(ApiKey key, SecretKey secret) {}

    /// @param random must be cryptographically strong
    public ApiKeys(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// Makes a key.
    ///
    /// @param name tells the owner what the key is for
    /// @param expiresAt null for a key that does not expire
    public NewKey create(AccountId account, String name, Mode mode, @Nullable Instant expiresAt) {
        SecretKey secret = SecretKey.draw(mode, random);
        ApiKey key =
                database.write(tx ->
                        tx.createQuery(
                                        """
                                        insert into api_keys
                                          (account_id, name, mode, hash, hint, created_at, expires_at)
                                        values
                                          (:account, :name, :mode, :hash, :hint, :now, :expires)
                                        returning *
                                        """)
                                .bind("account", account.value())
                                .bind("name", name)
                                .bind("mode", mode.label())
                                .bind("hash", secret.hash())
                                .bind("hint", secret.hint())
                                .bind("now", clock.millis())
                                .bind("expires", millis(expiresAt))
                                .map(KEY)
                                .one());
        return new NewKey(key, secret);
    }

    /// Makes the key that stands for the console in the tasks of an account, if it is not there. No
    /// secret fits it, and it is in no list.
    public static void requireConsoleKey(Handle tx, AccountId account, Instant now) {
        tx.createUpdate(
                        """
                        insert into api_keys
                          (account_id, name, mode, hash, hint, kind, created_at)
                        values (:account, 'console', 'live', :hash, 'console', 'console', :now)
                        on conflict do nothing
                        """)
                .bind("account", account.value())
                .bind("hash", "console of account " + account.value())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /// The keys of an account, oldest first, revoked ones too.
    public List<ApiKey> list(AccountId account) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from api_keys
                                where account_id = :account and kind = 'secret' order by id
                                """)
                        .bind("account", account.value())
                        .map(KEY)
                        .list());
    }

    /// Revokes a key for good. Running servers refuse it within a second; its tasks go on.
    ///
    /// @return the key; empty when there is none with this id
    public Optional<ApiKey> revoke(KeyId id) {
        return database.write(tx ->
                tx.createQuery(
                                """
                                update api_keys
                                set revoked_at = coalesce(revoked_at, :now)
                                where id = :id and kind = 'secret'
                                returning *
                                """)
                        .bind("now", clock.millis())
                        .bind("id", id.value())
                        .map(KEY)
                        .findOne());
    }

    /// The key with this hash, whatever its state. What is looked up is a hash of the secret, so
    /// the time that the index takes tells nothing about the secret.
    Optional<ApiKey> findByHash(String hash) {
        return database.read(tx ->
                tx.createQuery("select * from api_keys where hash = :hash")
                        .bind("hash", hash)
                        .map(KEY)
                        .findOne());
    }

    void recordUse(Map<KeyId, Instant> lastUses) {
        database.write(tx -> {
            PreparedBatch batch =
                    tx.prepareBatch("update api_keys set last_used_at = :at where id = :id");
            lastUses.forEach(
                    (id, at) -> batch.bind("at", at.toEpochMilli()).bind("id", id.value()).add());
            return batch.execute().length;
        });
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Object millis) {
        return millis == null ? null : Instant.ofEpochMilli(((Number) millis).longValue());
    }
}
