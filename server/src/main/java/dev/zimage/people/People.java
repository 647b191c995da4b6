package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLock;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.audit.AuditAction;
import dev.zimage.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// The people who sign in to the console, with their sessions and passwords: invites and lists
/// them. Safe for use by any number of threads, and from the command line beside a running server.
public final class People {

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;
    private final SignInRules rules;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Passkeys passkeys;

    /// A person with a link to use.
    public record Invited(Person person, OneTimeLink link) {}

    private People(Database database, Clock clock, RandomGenerator random, SignInRules rules) {
        this.rules = rules;
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.sessions = new Sessions(database, clock, random);
        this.signIn = new SignIn(database, this, sessions, clock, random);
        this.passkeys = new Passkeys(database, sessions, clock, random);
    }

    /// Opens the feature.
    ///
    /// @param random must be cryptographically strong
    public static People open(Database database, Clock clock, RandomGenerator random) {
        return open(database, clock, random, SignInRules.USUAL);
    }

    /// Opens the feature for an installation with rules of its own.
    ///
    /// @param random must be cryptographically strong
    public static People open(
            Database database, Clock clock, RandomGenerator random, SignInRules rules) {
        return new People(database, clock, random, rules);
    }

    /// The sessions of people who have signed in.
    public Sessions sessions() {
        return sessions;
    }

    /// Signing in with a password. It bounds how many passwords are hashed at once.
    public SignIn signIn() {
        return signIn;
    }

    /// Passkeys, and signing in with them.
    public Passkeys passkeys() {
        return passkeys;
    }

    /// Who signed in, or tried to.
    public SignInLog log() {
        return new SignInLog(database);
    }

    /// Invites somebody to an account. A person who was invited before and has no password yet gets
    /// a new link and the role given now; the earlier link becomes invalid.
    ///
    /// @return empty when somebody with a password, or of another account, has the address
    public Optional<Invited> invite(EmailAddress email, Role role, AccountId account) {
        SecretToken token = SecretToken.draw(random);
        return database.write(tx ->
                invited(tx, email, role, account)
                        .map(person -> {
                            PeopleAudit.invited(tx, clock.instant(), person);
                            return new Invited(person, link(tx, token, person));
                        }));
    }

    Optional<Person> invited(Handle tx, EmailAddress email, Role role, AccountId account) {
        ApiKeys.requireConsoleKey(tx, account, clock.instant());
        Optional<Person> invited = stored(tx, email, role, account);
        if (!role.includes(Role.MEMBER)) {
            invited.ifPresent(
                    person -> ApiKeys.revokeOfMember(tx, person.id().value(), clock.instant()));
        }
        return invited;
    }

    private Optional<Person> stored(Handle tx, EmailAddress email, Role role, AccountId account) {
        return tx.createQuery(
                        """
                        insert into people (account_id, email, role, account_role, created_at)
                        values (:account, :email, :kind, :role, :now)
                        on conflict (email) do update
                        set role = excluded.role, account_role = excluded.account_role
                        where people.password is null and people.oidc_subject is null
                          and people.account_id = excluded.account_id
                        returning *
                        """)
                .bind("account", account.value())
                .bind("email", email.text())
                .bind("kind", role.kind())
                .bind("role", role.accountRole())
                .bind("now", clock.millis())
                .map(PersonRows.PERSON)
                .findOne();
    }

    private OneTimeLink link(Handle tx, SecretToken token, Person person) {
        return OneTimeLinks.create(tx, token, person.id(), person.account(), clock.instant());
    }

    /// A link for the first operator, when nobody has a password yet. An earlier such link becomes
    /// invalid.
    ///
    /// @param account that the operator will belong to
    public Optional<OneTimeLink> firstOperatorLink(AccountId account) {
        SecretToken token = SecretToken.draw(random);
        return database.write(tx -> {
            AccountLock.take(tx, account);
            return anybodyHasPassword(tx)
                    ? Optional.empty()
                    : Optional.of(OneTimeLinks.create(tx, token, null, account, clock.instant()));
        });
    }

    /// Whether somebody can sign in.
    public boolean anybodyCanSignIn() {
        return database.read(People::anybodyHasPassword);
    }

    static boolean anybodyHasPassword(Handle tx) {
        return tx.createQuery(
                        "select 1 from people where password is not null or oidc_subject is not"
                                + " null limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// Removes the password, the passkeys and all sessions of a person, who can choose a new
    /// password with the link.
    ///
    /// @return empty when the address is unknown
    public Optional<Invited> reset(EmailAddress email) {
        SecretToken token = SecretToken.draw(random);
        return database.write(tx ->
                tx.createQuery(
                                """
                                update people set password = null where email = :email returning *
                                """)
                        .bind("email", email.text())
                        .map(PersonRows.PERSON)
                        .findOne()
                        .map(person -> {
                            int _ = Sessions.endAll(tx, clock.instant(), person);
                            int _ = Passkeys.forget(tx, clock, person);
                            PeopleAudit.record(
                                    tx, clock.instant(), AuditAction.PASSWORD_RESET, person);
                            return new Invited(person, link(tx, token, person));
                        }));
    }

    /// Codes from an authenticator app.
    public TwoFactor twoFactor() {
        return new TwoFactor(database, clock, random);
    }

    /// How this installation wants people to sign in.
    public SignInRules rules() {
        return rules;
    }

    /// Signing in at an OpenID provider.
    public ProviderSignIn providerSignIn() {
        return new ProviderSignIn(database, this, clock);
    }

    /// The people of each account: their roles, and their removal.
    public Team team() {
        return new Team(database, clock);
    }

    /// The person with this address.
    public Optional<Person> find(EmailAddress email) {
        return database.read(tx -> find(tx, email));
    }

    static Optional<Person> find(Handle tx, EmailAddress email) {
        return tx.createQuery("select * from people where email = :email")
                .bind("email", email.text())
                .map(PersonRows.PERSON)
                .findOne();
    }

    /// The people of all accounts, by address.
    public List<Person> list() {
        return database.read(tx ->
                tx.createQuery("select * from people order by email")
                        .map(PersonRows.PERSON)
                        .list());
    }

    /// The people of some accounts, oldest first.
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
                        .map(PersonRows.PERSON)
                        .list());
    }

    static Optional<PasswordHash> password(Handle tx, EmailAddress email) {
        return tx.createQuery(
                        "select password from people where email = :email and password is not null")
                .bind("email", email.text())
                .map((row, context) -> new PasswordHash(row.getString(1)))
                .findOne();
    }

    /// The person, if this is still the password, which nobody else changes until the end of the
    /// transaction.
    static Optional<Person> withPassword(Handle tx, EmailAddress email, PasswordHash password) {
        return tx.createQuery(
                        """
                        select * from people where email = :email and password = :password <lock>
                        """)
                .bind("email", email.text())
                .bind("password", password.text())
                .map(PersonRows.PERSON)
                .findOne();
    }

    static Person setPassword(Handle tx, PersonId id, PasswordHash password) {
        return tx.createQuery("update people set password = :password where id = :id returning *")
                .bind("password", password.text())
                .bind("id", id.value())
                .map(PersonRows.PERSON)
                .one();
    }

    static Optional<Person> find(Handle tx, PersonId id) {
        return tx.createQuery("select * from people where id = :id")
                .bind("id", id.value())
                .map(PersonRows.PERSON)
                .findOne();
    }

    /// Locks a person until the end of the transaction.
    ///
    /// @return whether the person is still there
    static boolean lock(Handle tx, PersonId id) {
        return tx.createQuery("select 1 from people where id = :id <lock>")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// Creates the operator who uses the first link.
    ///
    /// @return empty when somebody of another account was invited with this address
    Optional<Person> firstOperator(Handle tx, EmailAddress email, AccountId account) {
        return invited(tx, email, Role.OPERATOR, account);
    }
}
