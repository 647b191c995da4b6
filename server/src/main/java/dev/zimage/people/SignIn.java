package dev.zimage.people;

import dev.zimage.database.Database;
import dev.zimage.people.SignInLog.Outcome;
import dev.zimage.people.Throttle.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Checks, sets and changes the passwords of the console, and opens sessions. Passwords are hashed
/// outside of any transaction, and what was checked before is checked again inside. Safe for use by
/// any number of threads.
public final class SignIn {

    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(5);

    private final Database database;
    private final People people;
    private final Sessions sessions;
    private final Passwords passwords;
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
        this.passwords = new Passwords(random);
        this.clock = clock;
    }

    /// Opens a session for a person who knows the password.
    public SignInResult signIn(EmailAddress email, String password, ClientDetails visit) {
        return guarded(
                email,
                visit,
                slot ->
                        verified(slot, email, password)
                                .map(known -> open(email, known, visit))
                                .orElseGet(() -> wrong(email, visit)));
    }

    /// The stored hash, if it is that of the password.
    private Optional<PasswordHash> verified(
            Passwords.Slot slot, EmailAddress email, String password) {
        PasswordHash known = database.read(tx -> People.password(tx, email)).orElse(null);
        return slot.matches(known, password) ? Optional.ofNullable(known) : Optional.empty();
    }

    private SignInResult open(EmailAddress email, PasswordHash known, ClientDetails visit) {
        SecretToken token = sessions.draw();
        return database.write(tx ->
                People.withPassword(tx, email, known)
                        .<SignInResult>map(person -> {
                            Throttle.forgive(tx, email, visit);
                            return opened(tx, token, person, visit, Outcome.SIGNED_IN);
                        })
                        .orElseGet(SignInResult.Wrong::new));
    }

    private SignInResult opened(
            Handle tx, SecretToken token, Person person, ClientDetails visit, Outcome outcome) {
        SignInLog.write(tx, person.id(), person.email(), visit, outcome, clock.instant());
        PeopleAudit.entered(tx, clock.instant(), person, outcome);
        return new SignInResult.SignedIn(sessions.open(tx, token, person.id(), visit));
    }

    private SignInResult wrong(EmailAddress email, ClientDetails visit) {
        return database.write(tx -> {
            SignInLog.writeFailure(tx, email, visit, clock.instant());
            PeopleAudit.failed(tx, clock.instant(), email);
            return new SignInResult.Wrong();
        });
    }

    /// Checks a password, unless there were too many attempts or there are too many at once. A
    /// caller who has to wait is refused without taking a slot.
    private SignInResult guarded(
            EmailAddress email, ClientDetails visit, Function<Passwords.Slot, SignInResult> check) {
        List<Subject> subjects = database.read(tx -> Throttle.subjects(tx, email, visit));
        Instant now = clock.instant();
        Optional<Duration> wait = database.read(tx -> Throttle.wait(tx, subjects, now));
        if (wait.isPresent()) {
            return new SignInResult.RetryLater(wait.get());
        }
        return withSlot(slot ->
                database.write(tx -> Throttle.count(tx, subjects, clock.instant()))
                        .<SignInResult>map(SignInResult.RetryLater::new)
                        .orElseGet(() -> check.apply(slot)));
    }

    private SignInResult withSlot(Function<Passwords.Slot, SignInResult> work) {
        Optional<Passwords.Slot> free = passwords.acquire();
        if (free.isEmpty()) {
            return new SignInResult.RetryLater(RETRY_WHEN_BUSY);
        }
        try (Passwords.Slot slot = free.get()) {
            return work.apply(slot);
        }
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
        PersonId id = link.person();
        Person person = id == null ? null : People.find(tx, id);
        return person == null
                ? new LinkPurpose(null, Role.OPERATOR)
                : new LinkPurpose(person.email(), person.role());
    }

    /// Uses a link: sets the password, ends all other sessions of the person and opens a new one.
    ///
    /// @param email that the first operator chooses; if the link is for a known person, it must be
    ///   theirs
    public SignInResult setUp(
            String token, EmailAddress email, String password, ClientDetails visit) {
        Optional<SecretToken> secret = SecretToken.parse(token);
        if (secret.isEmpty() || purpose(token).isEmpty()) {
            return new SignInResult.LinkInvalid();
        }
        return withSlot(slot -> {
            PasswordHash hash = slot.hash(password);
            SecretToken session = sessions.draw();
            return database.write(tx ->
                    OneTimeLinks.claim(tx, secret.get(), clock.instant())
                            .map(link -> use(tx, link, email, hash, session, visit))
                            .orElseGet(SignInResult.LinkInvalid::new));
        });
    }

    private SignInResult use(
            Handle tx,
            OneTimeLinks.Open link,
            EmailAddress email,
            PasswordHash hash,
            SecretToken session,
            ClientDetails visit) {
        return owner(tx, link, email)
                .<SignInResult>map(owner -> {
                    OneTimeLinks.remove(tx, link.person());
                    OneTimeLinks.remove(tx, owner.id());
                    return replaced(tx, owner.id(), hash, session, visit, Outcome.PASSWORD_SET);
                })
                .orElseGet(SignInResult.EmailTaken::new);
    }

    private Optional<Person> owner(Handle tx, OneTimeLinks.Open link, EmailAddress email) {
        PersonId id = link.person();
        return id == null
                ? people.firstOperator(tx, email, link.account())
                : Optional.ofNullable(People.find(tx, id))
                        .filter(person -> person.email().equals(email));
    }

    private SignInResult replaced(
            Handle tx,
            PersonId id,
            PasswordHash hash,
            SecretToken token,
            ClientDetails visit,
            Outcome outcome) {
        Person person = People.setPassword(tx, id, hash);
        Sessions.endAll(tx, id);
        return opened(tx, token, person, visit, outcome);
    }

    /// Changes the password of a person who knows the old one, ends all their sessions and opens a
    /// new one.
    public SignInResult changePassword(
            Person person, String current, String password, ClientDetails visit) {
        EmailAddress email = person.email();
        return guarded(
                email,
                visit,
                slot ->
                        verified(slot, email, current)
                                .map(known -> change(slot, email, known, password, visit))
                                .orElseGet(() -> wrong(email, visit)));
    }

    private SignInResult change(
            Passwords.Slot slot,
            EmailAddress email,
            PasswordHash known,
            String password,
            ClientDetails visit) {
        PasswordHash hash = slot.hash(password);
        SecretToken token = sessions.draw();
        return database.write(tx ->
                People.withPassword(tx, email, known)
                        .map(person -> {
                            Throttle.forgive(tx, email, visit);
                            return replaced(
                                    tx, person.id(), hash, token, visit, Outcome.PASSWORD_CHANGED);
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
            return SignInLog.forgetOld(tx, now);
        });
    }
}
