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
    public SignInResult signIn(String response, RelyingParty party, ClientDetails client) {
        Attempt attempt = read(response);
        return database.write(
                        tx -> Throttle.count(tx, subjects(tx, attempt, client), clock.instant()))
                .<SignInResult>map(SignInResult.RetryLater::new)
                .orElseGet(() -> counted(attempt, party, client));
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

    private static List<Subject> subjects(Handle tx, Attempt attempt, ClientDetails client) {
        return attempt.person == null
                ? Throttle.subjects(client)
                : Throttle.subjects(tx, attempt.person.email(), client);
    }

    private SignInResult counted(Attempt attempt, RelyingParty party, ClientDetails client) {
        Assertion assertion = attempt.assertion;
        if (assertion == null) {
            return refused(attempt, client, "malformed");
        }
        State state = challenges.state(assertion.challenge(), PURPOSE, clock.instant());
        if (state == State.EXPIRED) {
            return expired(attempt, client);
        }
        Kept kept = attempt.kept;
        if (state == State.UNKNOWN || kept == null || attempt.person == null) {
            return refused(
                    attempt, client, state == State.UNKNOWN ? "unknown challenge" : "unknown");
        }
        if (!kept.host().equals(party.id())) {
            return refused(attempt, client, "for another site");
        }
        if (!kept.handle().equals(assertion.handle())) {
            return refused(attempt, client, "of somebody else");
        }
        return switch (checks.verify(assertion, party, kept.credential())) {
            case Verification.Refused<WebAuthn.Use>(String reason) ->
                    refused(attempt, client, reason);
            case Verification.Accepted<WebAuthn.Use>(WebAuthn.Use use) ->
                    enter(assertion, kept, use, client);
        };
    }

    /// An expired challenge is not a guess, so the attempt does not count.
    private SignInResult expired(Attempt attempt, ClientDetails client) {
        return database.write(tx -> {
            subjects(tx, attempt, client).forEach(subject -> Throttle.revert(tx, subject));
            return new SignInResult.ChallengeExpired();
        });
    }

    private SignInResult refused(Attempt attempt, ClientDetails client, String reason) {
        return database.write(tx -> refused(tx, attempt.person, client, reason));
    }

    private SignInResult refused(
            Handle tx, @Nullable Person person, ClientDetails client, String reason) {
        Instant now = clock.instant();
        String said = "passkey: " + reason;
        if (person == null) {
            PeopleAudit.failed(tx, now, said);
        } else {
            SignInLog.write(tx, person.id(), person.email(), client, Outcome.WRONG_PASSKEY, now);
            PeopleAudit.refused(tx, now, person, said);
        }
        return new SignInResult.Wrong();
    }

    private SignInResult enter(
            Assertion assertion, Kept kept, WebAuthn.Use use, ClientDetails client) {
        SecretToken token = sessions.draw();
        return database.write(tx -> {
            Optional<Person> person =
                    People.lock(tx, kept.person())
                            ? People.find(tx, kept.person())
                            : Optional.empty();
            if (person.isEmpty()) {
                return refused(tx, null, client, "unknown");
            }
            if (!PasskeyChallenges.claim(tx, assertion.challenge())) {
                return refused(tx, person.get(), client, "its challenge was used before");
            }
            if (!PasskeyStore.use(tx, kept, use, clock.instant())) {
                return refused(tx, person.get(), client, "removed, or its counter went back");
            }
            return opened(tx, token, person.get(), client);
        });
    }

    private SignInResult opened(Handle tx, SecretToken token, Person person, ClientDetails client) {
        Instant now = clock.instant();
        Throttle.forgive(tx, person.email(), client);
        SignInLog.write(tx, person.id(), person.email(), client, Outcome.PASSKEY, now);
        PeopleAudit.entered(tx, now, person, Outcome.PASSKEY);
        return new SignInResult.SignedIn(sessions.open(tx, token, person, client));
    }
}
