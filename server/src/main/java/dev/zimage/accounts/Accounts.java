package dev.zimage.accounts;

import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The customers of the service, with their API keys and credits. Safe for use by any number of
/// threads, and from the command line beside a running server.
public final class Accounts {

    /// The form of a valid name, in words.
    public static final String NAME_FORM =
            "1 to 63 lowercase letters, digits, dots, dashes and underscores";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    static final RowMapper<Account> ACCOUNT = (row, context) -> account(row);

    private final Database database;
    private final Clock clock;
    private final ApiKeys keys;
    private final LowBalances lowBalances;
    private final Ledger ledger;
    private final Authenticator authenticator;

    private Accounts(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.keys = new ApiKeys(database, clock, random);
        this.lowBalances = new LowBalances(clock);
        this.ledger = new Ledger(database, clock, lowBalances);
        this.authenticator = new Authenticator(new PresentedKeys(database), this, clock);
    }

    /// Opens the feature.
    ///
    /// @param random must be cryptographically strong
    public static Accounts open(Database database, Clock clock, RandomGenerator random) {
        return new Accounts(database, clock, random);
    }

    /// The API keys of all accounts.
    public ApiKeys keys() {
        return keys;
    }

    /// The credits of all accounts.
    public Ledger ledger() {
        return ledger;
    }

    /// Which balances are low, and who is notified.
    public LowBalances lowBalances() {
        return lowBalances;
    }

    /// Grants of credits that are given once, however often they are requested.
    public Grants grants() {
        return new Grants(database, ledger, clock);
    }

    /// Searches and changes accounts, for operators.
    public AccountDirectory directory() {
        return new AccountDirectory(database, clock, lowBalances);
    }

    /// The account that a first start makes.
    public FirstAccount first() {
        return new FirstAccount(database, this);
    }

    /// Identifies the callers of requests.
    public Authenticator authenticator() {
        return authenticator;
    }

    /// Whether this is a valid name of an account: see [#NAME_FORM].
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /// Creates an account without credits or keys.
    ///
    /// @return empty when the name is taken
    /// @throws IllegalArgumentException when the name is invalid
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
                .findOne()
                .map(made -> {
                    AccountAudit.created(tx, clock.instant(), made);
                    return made;
                });
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

    private static Optional<Account> locked(Handle tx, String name) {
        return tx.createQuery("select * from accounts where name = :name <lock>")
                .bind("name", name)
                .map(ACCOUNT)
                .findOne();
    }

    /// The account with this id.
    ///
    /// @throws IllegalStateException when it does not exist; accounts are never removed
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

    /// Changes the limits of an account. Running servers know within a second.
    ///
    /// @param change makes the new limits from the old ones; may be called twice
    /// @return the account as it is then; empty when the name is unknown
    public Optional<Account> setLimits(String name, UnaryOperator<AccountLimits> change) {
        return change(
                name,
                (tx, account) ->
                        setLimits(tx, account.id(), change.apply(account.settings().limits())));
    }

    private Optional<Account> change(String name, BiFunction<Handle, Account, Account> change) {
        return database.write(tx ->
                locked(tx, name)
                        .map(was -> {
                            Account is = change.apply(tx, was);
                            AccountAudit.changed(tx, clock.instant(), was, is);
                            lowBalances.changed(tx, was, is);
                            return is;
                        }));
    }

    private static Account setLimits(Handle tx, AccountId id, AccountLimits limits) {
        return tx.createQuery(
                        """
                        update accounts
                        set requests_per_minute = :requests, max_tasks_in_flight = :tasks,
                            low_balance = :low
                        where id = :id
                        returning *
                        """)
                .bind("requests", limits.requestsPerMinute())
                .bind("tasks", limits.tasksInFlight())
                .bind("low", Credits.amountOf(limits.lowBalance()))
                .bind("id", id.value())
                .map(ACCOUNT)
                .one();
    }

    /// Sets whether the content of all orders of an account is checked, or only where the order
    /// asks for it. Running servers know within a second.
    ///
    /// @return the account as it is then; empty when the name is unknown
    public Optional<Account> setContentCheck(String name, boolean always) {
        return change(
                name,
                (tx, account) ->
                        tx.createQuery(
                                        """
                                        update accounts set content_check = :always where id = :id
                                        returning *
                                        """)
                                .bind("always", always ? 1 : 0)
                                .bind("id", account.id().value())
                                .map(ACCOUNT)
                                .one());
    }

    /// Suspends or resumes an account. A suspended account can read but not start tasks.
    ///
    /// @return the account as it is then; empty when the name is unknown
    public Optional<Account> setSuspended(String name, boolean suspended) {
        return change(
                name,
                (tx, account) ->
                        tx.createQuery(
                                        """
                                        update accounts set status = :status where id = :id
                                        returning *
                                        """)
                                .bind("status", suspended ? "suspended" : "active")
                                .bind("id", account.id().value())
                                .map(ACCOUNT)
                                .one());
    }

    static Account account(ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getLong("id")),
                row.getString("name"),
                settings(row),
                new Credits(row.getLong("balance")),
                row.getInt("tasks_in_flight"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static AccountSettings settings(ResultSet row) throws SQLException {
        return new AccountSettings(
                row.getString("status").equals("suspended"),
                row.getInt("content_check") == 1,
                new AccountLimits(
                        NullableColumn.integer(row, "requests_per_minute"),
                        NullableColumn.integer(row, "max_tasks_in_flight"),
                        lowBalance(row)));
    }

    static @Nullable Credits lowBalance(ResultSet row) throws SQLException {
        return Credits.ofAmount(NullableColumn.number(row, "low_balance"));
    }
}
