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

/// The door of the console: passwords are checked, chosen and changed here, and sessions opened.
/// Passwords are hashed outside of any transaction, and what was checked before is checked again
/// inside. Safe for use by any number of threads.
public final class SignIn {

    private static final Duration BUSY = Duration.ofSeconds(5);

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
    public SignIn(
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

    /// Opens a session for who knows the password.
    public SignInResult signIn(EmailAddress email, String password, Visit visit) {
        return guarded(
                email,
                visit,
                place ->
                        verified(place, email, password)
                                .map(known -> open(email, known, visit))
                                .orElseGet(() -> wrong(email, visit)));
    }

    /// The stored hash, if it is that of the password.
    private Optional<PasswordHash> verified(
            Passwords.Place place, EmailAddress email, String password) {
        PasswordHash known = database.read(tx -> People.password(tx, email)).orElse(null);
        return place.matches(known, password) ? Optional.ofNullable(known) : Optional.empty();
    }

    private SignInResult open(EmailAddress email, PasswordHash known, Visit visit) {
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
            Handle tx, SecretToken token, Person person, Visit visit, Outcome outcome) {
        SignInLog.write(tx, person.id(), person.email(), visit, outcome, clock.instant());
        return new SignInResult.SignedIn(sessions.open(tx, token, person.id()));
    }

    private SignInResult wrong(EmailAddress email, Visit visit) {
        return database.write(tx -> {
            SignInLog.writeFailure(tx, email, visit, clock.instant());
            return new SignInResult.Wrong();
        });
    }

    /// Looks at a password, unless there were too many tries or there are too many at once. Who
    /// must wait is told so without taking a place.
    private SignInResult guarded(
            EmailAddress email, Visit visit, Function<Passwords.Place, SignInResult> check) {
        List<Subject> subjects = database.read(tx -> Throttle.subjects(tx, email, visit));
        Instant now = clock.instant();
        Optional<Duration> wait = database.read(tx -> Throttle.wait(tx, subjects, now));
        if (wait.isPresent()) {
            return new SignInResult.ComeAgain(wait.get());
        }
        return inPlace(place ->
                database.write(tx -> Throttle.count(tx, subjects, clock.instant()))
                        .<SignInResult>map(SignInResult.ComeAgain::new)
                        .orElseGet(() -> check.apply(place)));
    }

    private SignInResult inPlace(Function<Passwords.Place, SignInResult> work) {
        Optional<Passwords.Place> free = passwords.enter();
        if (free.isEmpty()) {
            return new SignInResult.ComeAgain(BUSY);
        }
        try (Passwords.Place place = free.get()) {
            return work.apply(place);
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

    /// Uses a link: sets the password, ends all other sessions of the person and opens one.
    ///
    /// @param email that the first operator chooses; where the link is for somebody, it must be
    ///   that person's
    public SignInResult setUp(String token, EmailAddress email, String password, Visit visit) {
        Optional<SecretToken> secret = SecretToken.parse(token);
        if (secret.isEmpty() || purpose(token).isEmpty()) {
            return new SignInResult.LinkInvalid();
        }
        return inPlace(place -> {
            PasswordHash hash = place.hash(password);
            SecretToken session = sessions.draw();
            return database.write(tx ->
                    OneTimeLinks.find(tx, secret.get(), clock.instant())
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
            Visit visit) {
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
            Visit visit,
            Outcome outcome) {
        Person person = People.setPassword(tx, id, hash);
        Sessions.endAll(tx, id);
        return opened(tx, token, person, visit, outcome);
    }

    /// Changes the password of who knows the old one, ends all sessions of the person and opens
    /// one.
    public SignInResult changePassword(
            Person person, String current, String password, Visit visit) {
        EmailAddress email = person.email();
        return guarded(
                email,
                visit,
                place ->
                        verified(place, email, current)
                                .map(known -> change(place, email, known, password, visit))
                                .orElseGet(() -> wrong(email, visit)));
    }

    private SignInResult change(
            Passwords.Place place,
            EmailAddress email,
            PasswordHash known,
            String password,
            Visit visit) {
        PasswordHash hash = place.hash(password);
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

    /// Forgets sessions and links that have ended, and what is too old to hold up guesses or to be
    /// in the log. To be called now and then.
    ///
    /// @return how many lines of the log went
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
