package dev.zimage.people;

import dev.zimage.actor.Actor;
import dev.zimage.database.Database;
import dev.zimage.people.SignInLog.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Checks, sets and changes the passwords of the console, and opens sessions. Passwords are hashed
/// outside of any transaction, and what was checked before is checked again inside. Safe for use by
/// any number of threads.
public final class SignIn {

    private final Database database;
    private final People people;
    private final Sessions sessions;
    private final PasswordGuard guard;
    private final Clock clock;

    /// What a one-time link is for.
    ///
    /// @param email null when it is still to be chosen
    public record LinkPurpose(@Nullable EmailAddress email, Role role) {}

    /// @param random must be cryptographically strong
    SignIn(
            Database database,
            People people,
            Sessions sessions,
            Clock clock,
            RandomGenerator random) {
        this.database = database;
        this.people = people;
        this.sessions = sessions;
        this.guard = new PasswordGuard(database, clock, random);
        this.clock = clock;
    }

    /// Opens a session for a person who knows the password, and has a code where one is asked for.
    ///
    /// @param code from the person's app, or a recovery code; empty when none was sent
    public SignInResult signIn(
            EmailAddress email, String password, String code, ClientDetails client) {
        return guard.attempt(
                email,
                client,
                slot ->
                        guard.verified(slot, email, password)
                                .map(known -> open(email, known, code, client))
                                .orElseGet(() -> wrong(email, client)),
                SignInResult.RetryLater::new);
    }

    private SignInResult open(
            EmailAddress email, PasswordHash known, String code, ClientDetails client) {
        SecretToken token = sessions.draw();
        return database.write(tx ->
                People.withPassword(tx, email, known)
                        .map(person -> open(tx, token, person, code, client))
                        .orElseGet(SignInResult.Wrong::new));
    }

    /// A password alone neither counts as a failure nor resets the count: otherwise it would allow
    /// as many guesses at the code as one likes.
    private SignInResult open(
            Handle tx, SecretToken token, Person person, String code, ClientDetails client) {
        return switch (TwoFactor.check(tx, person.id(), code, clock.instant())) {
            case NOT_NEEDED, RIGHT -> verified(tx, token, person, client, Outcome.SIGNED_IN);
            case RECOVERED -> verified(tx, token, person, client, Outcome.RECOVERY_CODE);
            case MISSING -> {
                Throttle.revert(tx, person.email(), client);
                yield new SignInResult.CodeNeeded();
            }
            case WRONG -> {
                log(tx, person, client, Outcome.WRONG_CODE);
                yield new SignInResult.WrongCode();
            }
        };
    }

    private SignInResult verified(
            Handle tx, SecretToken token, Person person, ClientDetails client, Outcome outcome) {
        Throttle.forgive(tx, person.email(), client);
        return opened(tx, token, person, client, outcome);
    }

    private SignInResult opened(
            Handle tx, SecretToken token, Person person, ClientDetails client, Outcome outcome) {
        log(tx, person, client, outcome);
        return new SignInResult.SignedIn(sessions.open(tx, token, person, client));
    }

    private void log(Handle tx, Person person, ClientDetails client, Outcome outcome) {
        SignInLog.write(tx, person.id(), person.email(), client, outcome, clock.instant());
        PeopleAudit.entered(tx, clock.instant(), person, outcome);
    }

    private SignInResult wrong(EmailAddress email, ClientDetails client) {
        logFailure(email, client);
        return new SignInResult.Wrong();
    }

    private void logFailure(EmailAddress email, ClientDetails client) {
        database.write(tx -> {
            SignInLog.writeFailure(tx, email, client, clock.instant());
            PeopleAudit.failed(tx, clock.instant(), email);
            return 1;
        });
    }

    /// Checks the password of somebody who is signed in already, before something that a stolen
    /// session must not do.
    public PasswordCheck confirm(Person person, String password, ClientDetails client) {
        EmailAddress email = person.email();
        return guard.attempt(
                email,
                client,
                slot -> {
                    if (guard.verified(slot, email, password).isEmpty()) {
                        logFailure(email, client);
                        return new PasswordCheck.Wrong();
                    }
                    database.write(tx -> {
                        Throttle.forgive(tx, email, client);
                        return 1;
                    });
                    return new PasswordCheck.Right();
                },
                PasswordCheck.RetryLater::new);
    }

    /// What a link is for; empty when it is unknown, used or expired.
    public Optional<LinkPurpose> purpose(String token) {
        return SecretToken.parse(token)
                .flatMap(secret ->
                        database.read(tx ->
                                OneTimeLinks.find(tx, secret, clock.instant())
                                        .map(link -> purpose(tx, link))));
    }

    private static LinkPurpose purpose(Handle tx, OneTimeLinks.Open link) {
        return Optional.ofNullable(link.person())
                .flatMap(id -> People.find(tx, id))
                .map(person -> new LinkPurpose(person.email(), person.role()))
                .orElseGet(() -> new LinkPurpose(null, Role.OPERATOR));
    }

    /// Uses a link: sets the password, ends all other sessions of the person and opens a new one,
    /// unless a code is asked for: the link is no replacement for it.
    ///
    /// @param email that the first operator chooses; if the link is for a known person, it must be
    ///   theirs
    public SignInResult setUp(
            String token, EmailAddress email, String password, ClientDetails client) {
        Optional<SecretToken> secret = SecretToken.parse(token);
        if (secret.isEmpty() || purpose(token).isEmpty()) {
            return new SignInResult.LinkInvalid();
        }
        return guard.withSlot(
                slot -> {
                    PasswordHash hash = slot.hash(password);
                    SecretToken session = sessions.draw();
                    return database.write(tx ->
                            OneTimeLinks.claim(tx, secret.get(), clock.instant())
                                    .map(link -> use(tx, link, email, hash, session, client))
                                    .orElseGet(SignInResult.LinkInvalid::new));
                },
                SignInResult.RetryLater::new);
    }

    private SignInResult use(
            Handle tx,
            OneTimeLinks.Open link,
            EmailAddress email,
            PasswordHash hash,
            SecretToken session,
            ClientDetails client) {
        return owner(tx, link, email)
                .<SignInResult>map(owner -> {
                    OneTimeLinks.remove(tx, link.person());
                    OneTimeLinks.remove(tx, owner.id());
                    return replaced(tx, owner.id(), hash, session, client, Outcome.PASSWORD_SET);
                })
                .orElseGet(SignInResult.EmailTaken::new);
    }

    private Optional<Person> owner(Handle tx, OneTimeLinks.Open link, EmailAddress email) {
        PersonId id = link.person();
        return id == null
                ? people.firstOperator(tx, email, link.account())
                : People.find(tx, id).filter(person -> person.email().equals(email));
    }

    private SignInResult replaced(
            Handle tx,
            PersonId id,
            PasswordHash hash,
            SecretToken token,
            ClientDetails client,
            Outcome outcome) {
        Person person = People.setPassword(tx, id, hash);
        int _ =
                Actor.current()
                        .person(person.email().text(), person.account().value())
                        .act(() -> Sessions.endAll(tx, clock.instant(), person));
        if (person.twoFactor() && outcome == Outcome.PASSWORD_SET) {
            log(tx, person, client, outcome);
            return new SignInResult.CodeNeeded();
        }
        return opened(tx, token, person, client, outcome);
    }

    /// Changes the password of a person who knows the old one, ends all their sessions and opens a
    /// new one.
    public SignInResult changePassword(
            Person person, String current, String password, ClientDetails client) {
        EmailAddress email = person.email();
        return guard.attempt(
                email,
                client,
                slot ->
                        guard.verified(slot, email, current)
                                .map(known -> change(slot, email, known, password, client))
                                .orElseGet(() -> wrong(email, client)),
                SignInResult.RetryLater::new);
    }

    private SignInResult change(
            Passwords.Slot slot,
            EmailAddress email,
            PasswordHash known,
            String password,
            ClientDetails client) {
        PasswordHash hash = slot.hash(password);
        SecretToken token = sessions.draw();
        return database.write(tx ->
                People.withPassword(tx, email, known)
                        .map(person -> {
                            Throttle.forgive(tx, email, client);
                            return replaced(
                                    tx, person.id(), hash, token, client, Outcome.PASSWORD_CHANGED);
                        })
                        .orElseGet(SignInResult.Wrong::new));
    }

    /// Deletes expired sessions and links, and old entries of the throttle and the log. To be
    /// called periodically.
    ///
    /// @return how many lines of the log were deleted
    public int forgetOld() {
        Instant now = clock.instant();
        return database.write(tx -> {
            Sessions.forgetOld(tx, now);
            OneTimeLinks.forgetOld(tx, now);
            Throttle.forgetOld(tx, now);
            PasskeyChallenges.forgetOld(tx, now);
            return SignInLog.forgetOld(tx, now);
        });
    }
}
