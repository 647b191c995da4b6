package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The people of all accounts: invited, listed and removed here. Safe for use by any number of
/// threads, and from the command line beside a running server.
public final class People {

    private static final RowMapper<Person> PERSON =
            (row, context) ->
                    new Person(
                            new PersonId(row.getLong("id")),
                            new AccountId(row.getLong("account_id")),
                            new EmailAddress(row.getString("email")),
                            Role.of(row.getString("role")).orElseThrow(),
                            row.getString("password") != null,
                            Instant.ofEpochMilli(row.getLong("created_at")));

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    /// Somebody who has a link to use.
    public record Invited(Person person, OneTimeLink link) {}

    /// @param random must be cryptographically strong
    public People(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// Invites somebody to an account. Who was invited before and has no password yet gets another
    /// link, and the role that is said now; the earlier link ends.
    ///
    /// @return empty when somebody with a password, or of another account, has the address
    public Optional<Invited> invite(EmailAddress email, Role role, AccountId account) {
        SecretToken token = SecretToken.draw(random);
        return database.write(tx ->
                invited(tx, email, role, account)
                        .map(person -> new Invited(person, link(tx, token, person))));
    }

    private Optional<Person> invited(Handle tx, EmailAddress email, Role role, AccountId account) {
        ApiKeys.requireConsoleKey(tx, account, clock.instant());
        return tx.createQuery(
                        """
                        insert into people (account_id, email, role, created_at)
                        values (:account, :email, :role, :now)
                        on conflict (email) do update set role = excluded.role
                        where people.password is null and people.account_id = excluded.account_id
                        returning *
                        """)
                .bind("account", account.value())
                .bind("email", email.text())
                .bind("role", role.label())
                .bind("now", clock.millis())
                .map(PERSON)
                .findOne();
    }

    private OneTimeLink link(Handle tx, SecretToken token, Person person) {
        return OneTimeLinks.make(tx, token, person.id(), person.account(), clock.instant());
    }

    /// A link for the first operator, when nobody has a password yet. Another one that was made
    /// before ends.
    ///
    /// @param account that the operator is to belong to
    public Optional<OneTimeLink> firstOperatorLink(AccountId account) {
        SecretToken token = SecretToken.draw(random);
        return database.write(tx ->
                anybodyHasPassword(tx)
                        ? Optional.empty()
                        : Optional.of(
                                OneTimeLinks.make(tx, token, null, account, clock.instant())));
    }

    /// Whether somebody can sign in.
    public boolean anybodyCanSignIn() {
        return database.read(People::anybodyHasPassword);
    }

    static boolean anybodyHasPassword(Handle tx) {
        return tx.createQuery("select 1 from people where password is not null limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// Takes the password and all sessions from somebody, who may choose another with the link.
    ///
    /// @return empty when nobody has the address
    public Optional<Invited> reset(EmailAddress email) {
        SecretToken token = SecretToken.draw(random);
        return database.write(tx ->
                tx.createQuery(
                                """
                                update people set password = null where email = :email returning *
                                """)
                        .bind("email", email.text())
                        .map(PERSON)
                        .findOne()
                        .map(person -> {
                            Sessions.endAll(tx, person.id());
                            return new Invited(person, link(tx, token, person));
                        }));
    }

    /// Removes somebody, with all sessions and links. What the account owns stays.
    ///
    /// @return whether there was such a person
    public boolean remove(PersonId id) {
        return database.write(tx ->
                tx.createUpdate("delete from people where id = :id")
                        .bind("id", id.value())
                        .execute())
                == 1;
    }

    /// The person with this address.
    public Optional<Person> find(EmailAddress email) {
        return database.read(tx ->
                tx.createQuery("select * from people where email = :email")
                        .bind("email", email.text())
                        .map(PERSON)
                        .findOne());
    }

    /// The people of all accounts, by their addresses.
    public List<Person> list() {
        return database.read(
                tx -> tx.createQuery("select * from people order by email").map(PERSON).list());
    }

    /// The people of some accounts, in the order in which they came.
    public List<Person> list(List<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return database.read(tx ->
                tx.createQuery(
                                """
                                select * from people where account_id in (<accounts>) order by id
                                """)
                        .bindList("accounts", accounts.stream().map(AccountId::value).toList())
                        .map(PERSON)
                        .list());
    }

    static Optional<PasswordHash> password(Handle tx, EmailAddress email) {
        return tx.createQuery(
                        "select password from people where email = :email and password is not null")
                .bind("email", email.text())
                .map((row, context) -> new PasswordHash(row.getString(1)))
                .findOne();
    }

    /// The person, if that is still the password.
    static Optional<Person> withPassword(Handle tx, EmailAddress email, PasswordHash password) {
        return tx.createQuery("select * from people where email = :email and password = :password")
                .bind("email", email.text())
                .bind("password", password.text())
                .map(PERSON)
                .findOne();
    }

    static Person setPassword(Handle tx, PersonId id, PasswordHash password) {
        return tx.createQuery("update people set password = :password where id = :id returning *")
                .bind("password", password.text())
                .bind("id", id.value())
                .map(PERSON)
                .one();
    }

    static @Nullable Person find(Handle tx, PersonId id) {
        return tx.createQuery("select * from people where id = :id")
                .bind("id", id.value())
                .map(PERSON)
                .findOne()
                .orElse(null);
    }

    /// Makes the operator who comes by the first link.
    ///
    /// @return empty when somebody of another account was invited with this address
    Optional<Person> firstOperator(Handle tx, EmailAddress email, AccountId account) {
        return invited(tx, email, Role.OPERATOR, account);
    }
}
