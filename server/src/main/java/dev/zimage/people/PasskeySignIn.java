package dev.zimage.people;

import dev.zimage.database.Database;
import dev.zimage.people.PasskeyChallenges.State;
import dev.zimage.people.PasskeyStore.Kept;
import dev.zimage.people.SignInLog.Outcome;
import dev.zimage.people.Throttle.Subject;
import dev.zimage.webauthn.Assertion;
import dev.zimage.webauthn.RelyingParty;
import dev.zimage.webauthn.Verification;
import dev.zimage.webauthn.WebAuthn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Opens sessions for people who use a passkey. The authenticator has verified its person, so no
/// code is asked for. Attempts are counted together with wrong passwords, and refusals are in the
/// audit log. Safe for use by any number of threads.
public final class PasskeySignIn {

    private static final String PURPOSE = "sign in";

    private final Database database;
    private final Sessions sessions;
    private final Clock clock;
    private final PasskeyChallenges challenges;
    private final WebAuthn checks;

    /// An attempt to sign in, not yet verified.
    ///
    /// @param kept the passkey that it names; null when there is none
    private record Attempt(
            @Nullable Assertion assertion, @Nullable Kept kept, @Nullable Person person) {}

    PasskeySignIn(
            Database database,
            Sessions sessions,
            Clock clock,
            PasskeyChallenges challenges,
            WebAuthn checks) {
        this.database = database;
        this.sessions = sessions;
        this.clock = clock;
        this.challenges = challenges;
        this.checks = checks;
    }

    /// A challenge for an authenticator to sign. Asking for one stores nothing.
    public byte[] challenge() {
        return challenges.draw(PURPOSE, clock.instant());
    }

    /// Opens a session.
    ///
    /// @param response that the browser has made of the authenticator's answer, in JSON
    public SignInResult signIn(String response, RelyingParty party, ClientDetails visit) {
        Attempt attempt = read(response);
        return database.write(
                        tx -> Throttle.count(tx, subjects(tx, attempt, visit), clock.instant()))
                .<SignInResult>map(SignInResult.RetryLater::new)
                .orElseGet(() -> counted(attempt, party, visit));
    }

    private Attempt read(String response) {
        Assertion assertion = checks.assertion(response).orElse(null);
        if (assertion == null) {
            return new Attempt(null, null, null);
        }
        return database.read(tx -> {
            Kept kept = PasskeyStore.find(tx, assertion.credential()).orElse(null);
            Person person = kept == null ? null : People.find(tx, kept.person()).orElse(null);
            return new Attempt(assertion, kept, person);
        });
    }

    private static List<Subject> subjects(Handle tx, Attempt attempt, ClientDetails visit) {
        return attempt.person == null
                ? Throttle.subjects(visit)
                : Throttle.subjects(tx, attempt.person.email(), visit);
    }

    private SignInResult counted(Attempt attempt, RelyingParty party, ClientDetails visit) {
        Assertion assertion = attempt.assertion;
        if (assertion == null) {
            return refused(attempt, visit, "malformed");
        }
        State state = challenges.state(assertion.challenge(), PURPOSE, clock.instant());
        if (state == State.EXPIRED) {
            return expired(attempt, visit);
        }
        Kept kept = attempt.kept;
        if (state == State.UNKNOWN || kept == null || attempt.person == null) {
            return refused(
                    attempt, visit, state == State.UNKNOWN ? "unknown challenge" : "unknown");
        }
        if (!kept.host().equals(party.id())) {
            return refused(attempt, visit, "for another site");
        }
        if (!kept.handle().equals(assertion.handle())) {
            return refused(attempt, visit, "of somebody else");
        }
        return switch (checks.verify(assertion, party, kept.credential())) {
            case Verification.Refused<WebAuthn.Use>(String reason) ->
                    refused(attempt, visit, reason);
            case Verification.Accepted<WebAuthn.Use>(WebAuthn.Use use) ->
                    enter(assertion, kept, use, visit);
        };
    }

    /// An expired challenge is not a guess, so the attempt does not count.
    private SignInResult expired(Attempt attempt, ClientDetails visit) {
        return database.write(tx -> {
            subjects(tx, attempt, visit).forEach(subject -> Throttle.revert(tx, subject));
            return new SignInResult.ChallengeExpired();
        });
    }

    private SignInResult refused(Attempt attempt, ClientDetails visit, String reason) {
        return database.write(tx -> refused(tx, attempt.person, visit, reason));
    }

    private SignInResult refused(
            Handle tx, @Nullable Person person, ClientDetails visit, String reason) {
        Instant now = clock.instant();
        String said = "passkey: " + reason;
        if (person == null) {
            PeopleAudit.failed(tx, now, said);
        } else {
            SignInLog.write(tx, person.id(), person.email(), visit, Outcome.WRONG_PASSKEY, now);
            PeopleAudit.refused(tx, now, person, said);
        }
        return new SignInResult.Wrong();
    }

    private SignInResult enter(
            Assertion assertion, Kept kept, WebAuthn.Use use, ClientDetails visit) {
        SecretToken token = sessions.draw();
        return database.write(tx -> {
            Optional<Person> person =
                    People.lock(tx, kept.person())
                            ? People.find(tx, kept.person())
                            : Optional.empty();
            if (person.isEmpty()) {
                return refused(tx, null, visit, "unknown");
            }
            if (!PasskeyChallenges.claim(tx, assertion.challenge())) {
                return refused(tx, person.get(), visit, "its challenge was used before");
            }
            if (!PasskeyStore.use(tx, kept, use, clock.instant())) {
                return refused(tx, person.get(), visit, "removed, or its counter went back");
            }
            return opened(tx, token, person.get(), visit);
        });
    }

    private SignInResult opened(Handle tx, SecretToken token, Person person, ClientDetails visit) {
        Instant now = clock.instant();
        Throttle.forgive(tx, person.email(), visit);
        SignInLog.write(tx, person.id(), person.email(), visit, Outcome.PASSKEY, now);
        PeopleAudit.entered(tx, now, person, Outcome.PASSKEY);
        return new SignInResult.SignedIn(sessions.open(tx, token, person, visit));
    }
}
