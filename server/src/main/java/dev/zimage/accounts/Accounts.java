package dev.zimage.accounts;

import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The customers of the service. Safe for use by any number of threads, and from the command line
/// beside a running server.
public final class Accounts {

    /// What a name may look like.
    public static final String NAME_FORM =
            "1 to 63 lowercase letters, digits, dots, dashes and underscores";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    static final RowMapper<Account> ACCOUNT =
            (row, context) ->
                    new Account(
                            new AccountId(row.getLong("id")),
                            row.getString("name"),
                            row.getString("status").equals("suspended"),
                            new Credits(row.getLong("balance")),
                            row.getInt("tasks_in_flight"),
                            (Integer) row.getObject("requests_per_minute"),
                            (Integer) row.getObject("max_tasks_in_flight"),
                            row.getInt("content_check") == 1,
                            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database database;
    private final Clock clock;

    public Accounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Whether an account may be called so: see [#NAME_FORM].
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// Makes an account without credits or keys.
    ///
    /// @return empty when the name is taken
    /// @throws IllegalArgumentException when the name has not the form of one
    public Optional<Account> create(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("an account's name is " + NAME_FORM + ": " + name);
        }
        return database.write(tx -> create(tx, name));
    }

    Optional<Account> create(Handle tx, String name) {
        return tx.createQuery(
                        """
                        insert into accounts (name, created_at) values (:name, :now)
                        on conflict (name) do nothing
                        returning *
                        """)
                .bind("name", name)
                .bind("now", clock.millis())
                .map(ACCOUNT)
                .findOne();
    }

    static boolean isAny(Handle tx) {
        return tx.createQuery("select 1 from accounts limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// The account with this name.
    public Optional<Account> find(String name) {
        return database.read(tx -> find(tx, name));
    }

    private static Optional<Account> find(Handle tx, String name) {
        return tx.createQuery("select * from accounts where name = :name")
                .bind("name", name)
                .map(ACCOUNT)
                .findOne();
    }

    /// The account with this id.
    ///
    /// @throws IllegalStateException when there is none; accounts are never removed
    public Account get(AccountId id) {
        return database.read(tx -> require(tx, id));
    }

    static Account require(Handle tx, AccountId id) {
        return tx.createQuery("select * from accounts where id = :id")
                .bind("id", id.value())
                .map(ACCOUNT)
                .one();
    }

    /// All accounts, by name.
    public List<Account> list() {
        return database.read(
                tx -> tx.createQuery("select * from accounts order by name").map(ACCOUNT).list());
    }

    /// The limits of an account's own; null for what the server is configured with.
    public record Limits(@Nullable Integer requestsPerMinute, @Nullable Integer tasksInFlight) {

        /// Those of an account that has none of its own.
        public static final Limits NONE = new Limits(null, null);
    }

    /// Changes the limits of an account. Running servers know within a second.
    ///
    /// @param change makes the new limits from the old ones; may be called twice
    /// @return the account as it is then; empty when there is none of this name
    public Optional<Account> setLimits(String name, UnaryOperator<Limits> change) {
        return database.write(tx ->
                find(tx, name)
                        .map(account ->
                                setLimits(
                                        tx,
                                        account.id(),
                                        change.apply(
                                                new Limits(
                                                        account.requestsPerMinute(),
                                                        account.maxTasksInFlight())))));
    }

    private static Account setLimits(Handle tx, AccountId id, Limits limits) {
        return tx.createQuery(
                        """
                        update accounts
                        set requests_per_minute = :requests, max_tasks_in_flight = :tasks
                        where id = :id
                        returning *
                        """)
                .bind("requests", limits.requestsPerMinute)
                .bind("tasks", limits.tasksInFlight)
                .bind("id", id.value())
                .map(ACCOUNT)
                .one();
    }

    /// Has all orders of an account checked for their content, or only those that ask for it.
    /// Running servers know within a second.
    ///
    /// @return the account as it is then; empty when there is none of this name
    public Optional<Account> setContentCheck(String name, boolean always) {
        return database.write(tx ->
                tx.createQuery(
                                """
                                update accounts set content_check = :always where name = :name
                                returning *
                                """)
                        .bind("always", always ? 1 : 0)
                        .bind("name", name)
                        .map(ACCOUNT)
                        .findOne());
    }

    /// Suspends an account, or resumes it: a suspended one reads, but starts no task.
    ///
    /// @return the account as it is then; empty when there is none of this name
    public Optional<Account> setSuspended(String name, boolean suspended) {
        return database.write(tx ->
                tx.createQuery(
                                """
                                update accounts set status = :status where name = :name
                                returning *
                                """)
                        .bind("status", suspended ? "suspended" : "active")
                        .bind("name", name)
                        .map(ACCOUNT)
                        .findOne());
    }
}
