package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Creates, lists and revokes the API keys of all accounts. Safe for use by any number of threads,
/// and from the command line beside a running server.
public final class ApiKeys {

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    /// A key that was just created, with its secret, which is not kept.
    public record NewKey(ApiKey key, SecretKey secret) {}

    /// @param random must be cryptographically strong
    ApiKeys(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// Whether a key that expires then has expired.
    public boolean isPast(Instant expiry) {
        return !expiry.isAfter(clock.instant());
    }

    /// Creates a key.
    ///
    /// @param name tells the owner what the key is for
    /// @param expiresAt null for a key that does not expire
    public NewKey create(AccountId account, String name, Mode mode, @Nullable Instant expiresAt) {
        return createOnTerms(account, name, mode, new Terms(expiresAt, Scope.ALL, null, null));
    }

    /// Creates a key.
    ///
    /// @param name tells the owner what the key is for
    public NewKey createOnTerms(AccountId account, String name, Mode mode, Terms terms) {
        SecretKey secret = draw(mode);
        return new NewKey(
                database.write(tx -> create(tx, account, name, mode, secret, terms)), secret);
    }

    /// Creates a key that a member of the account makes for their own use. Whoever is removed or
    /// made a viewer at the same time is left without it.
    ///
    /// @param member the id of the person
    /// @throws IllegalStateException when the person is no member any more
    public NewKey createForMember(
            AccountId account, String name, Mode mode, Terms terms, long member) {
        SecretKey secret = draw(mode);
        return new NewKey(
                database.write(tx -> {
                    AccountLock.take(tx, account);
                    ApiKey made = create(tx, account, name, mode, secret, terms);
                    return tx.createQuery(
                                    """
                                    update api_keys set member_id = :member
                                    where id = :id and exists (
                                        select 1 from people
                                        where people.id = :member and account_role <> 'viewer')
                                    returning *
                                    """)
                            .bind("member", member)
                            .bind("id", made.id().value())
                            .map(KeyRows.KEY)
                            .one();
                }),
                secret);
    }

    /// Revokes the keys that a member made for their own use.
    public static void revokeOfMember(Handle tx, long member, Instant now) {
        tx.createQuery(
                        """
                        update api_keys set revoked_at = :now
                        where member_id = :member and revoked_at is null
                        returning *
                        """)
                .bind("member", member)
                .bind("now", now.toEpochMilli())
                .map(KeyRows.KEY)
                .list()
                .forEach(key -> AccountAudit.keyRevoked(tx, now, key));
    }

    SecretKey draw(Mode mode) {
        return SecretKey.draw(mode, random);
    }

    ApiKey create(
            Handle tx, AccountId account, String name, Mode mode, SecretKey secret, Terms terms) {
        ApiKey made = insert(tx, account, name, mode, secret, terms);
        AccountAudit.keyCreated(tx, clock.instant(), made);
        return made;
    }

    private ApiKey insert(
            Handle tx, AccountId account, String name, Mode mode, SecretKey secret, Terms terms) {
        return tx.createQuery(
                        """
                        insert into api_keys
                          (account_id, name, mode, hash, hint, created_at,
                           expires_at, scopes, budget_day, budget_total)
                        values
                          (:account, :name, :mode, :hash, :hint, :now,
                           :expires, :scopes, :day, :total)
                        returning *
                        """)
                .bind("account", account.value())
                .bind("name", name)
                .bind("mode", mode.label())
                .bind("hash", secret.hash())
                .bind("hint", secret.hint())
                .bind("now", clock.millis())
                .bind("expires", millis(terms.expiresAt))
                .bind("scopes", Scope.labels(terms.scopes))
                .bind("day", amount(terms.budgetDay))
                .bind("total", amount(terms.budgetTotal))
                .map(KeyRows.KEY)
                .one();
    }

    /// Creates the key that stands for the console in an account's tasks, if it does not exist. It
    /// has no secret and appears in no list.
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

    /// What an operator can set for a key, also later.
    ///
    /// @param expiresAt null for a key that does not expire
    /// @param budgetDay credits per day (UTC), null for no limit
    /// @param budgetTotal credits in total, null for no limit
    public record Terms(
            @Nullable Instant expiresAt,
            Set<Scope> scopes,
            @Nullable Credits budgetDay,
            @Nullable Credits budgetTotal) {

        /// Everything, forever.
        public static final Terms USUAL = new Terms(null, Scope.ALL, null, null);

        /// The terms of a key as they are.
        public static Terms of(ApiKey key) {
            return new Terms(
                    key.expiresAt(), key.scopes(), key.budget().day(), key.budget().total());
        }

        boolean limitSpending() {
            return budgetDay != null || budgetTotal != null;
        }
    }

    /// Changes the terms of a key. Running servers know within a second. A key's first budget
    /// includes what the key has already spent.
    ///
    /// @param change makes the new terms from the old ones; may be called twice
    /// @return the key as it is then; empty when the id is unknown
    public Optional<ApiKey> change(KeyId id, UnaryOperator<Terms> change) {
        return database.write(
                tx -> locked(tx, id).map(key -> recorded(tx, key, change.apply(Terms.of(key)))));
    }

    private ApiKey recorded(Handle tx, ApiKey was, Terms terms) {
        ApiKey is = change(tx, was, terms);
        AccountAudit.keyChanged(tx, clock.instant(), was, is);
        return is;
    }

    /// With its account, whose tasks make up what the key has spent.
    private static Optional<ApiKey> locked(Handle tx, KeyId id) {
        find(tx, id).ifPresent(key -> AccountLock.take(tx, key.account()));
        return tx.createQuery("select * from api_keys where id = :id <lock>")
                .bind("id", id.value())
                .map(KeyRows.KEY)
                .findOne();
    }

    private ApiKey change(Handle tx, ApiKey key, Terms terms) {
        if (terms.limitSpending() && !key.budget().limits()) {
            KeyBudgets.sumUp(tx, key, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        }
        return tx.createQuery(
                        """
                        update api_keys
                        set expires_at = :expires, scopes = :scopes,
                            budget_day = :day, budget_total = :total
                        where id = :id
                        returning *
                        """)
                .bind("expires", millis(terms.expiresAt))
                .bind("scopes", Scope.labels(terms.scopes))
                .bind("day", amount(terms.budgetDay))
                .bind("total", amount(terms.budgetTotal))
                .bind("id", key.id().value())
                .map(KeyRows.KEY)
                .one();
    }

    private static @Nullable Long amount(@Nullable Credits credits) {
        return credits == null ? null : credits.amount();
    }

    static ApiKey require(Handle tx, KeyId id) {
        return find(tx, id).orElseThrow(() -> new IllegalStateException("no key " + id));
    }

    private static Optional<ApiKey> find(Handle tx, KeyId id) {
        return tx.createQuery("select * from api_keys where id = :id")
                .bind("id", id.value())
                .map(KeyRows.KEY)
                .findOne();
    }

    /// The keys of an account, oldest first, including revoked ones.
    public List<ApiKey> list(AccountId account) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from api_keys
                                where account_id = :account and kind = 'secret' order by id
                                """)
                        .bind("account", account.value())
                        .map(KeyRows.KEY)
                        .list());
    }

    /// Revokes a key permanently. Running servers refuse it within a second; its tasks continue.
    ///
    /// @return the key; empty when the id is unknown
    public Optional<ApiKey> revoke(KeyId id) {
        return database.write(tx ->
                locked(tx, id)
                        .filter(was -> was.revokedAt() == null)
                        .flatMap(was -> revoke(tx, id))
                        .or(() -> find(tx, id).filter(key -> key.revokedAt() != null)));
    }

    private Optional<ApiKey> revoke(Handle tx, KeyId id) {
        Optional<ApiKey> revoked =
                tx.createQuery(
                                """
                                update api_keys set revoked_at = :now
                                where id = :id and kind = 'secret'
                                returning *
                                """)
                        .bind("now", clock.millis())
                        .bind("id", id.value())
                        .map(KeyRows.KEY)
                        .findOne();
        revoked.ifPresent(key -> AccountAudit.keyRevoked(tx, clock.instant(), key));
        return revoked;
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
