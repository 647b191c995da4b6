package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.Database;
import dev.zimage.webauthn.Attestation;
import dev.zimage.webauthn.Credential;
import dev.zimage.webauthn.RelyingParty;
import dev.zimage.webauthn.Verification;
import dev.zimage.webauthn.WebAuthn;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/// The passkeys with which people sign in in place of password and code: added, listed, removed.
/// Safe for use by any number of threads.
public final class Passkeys {

    private static final int MOST = 20;

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;
    private final PasskeyChallenges challenges;
    private final WebAuthn checks = new WebAuthn();
    private final PasskeySignIn signIn;

    /// What a browser needs to make a passkey.
    ///
    /// @param handle what the authenticator will know the person by, in Base64 for URLs
    /// @param credentials that the person has for this host already
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Enrolment(byte[] challenge, String handle, List<String> credentials) {}

    /// The result of adding a passkey.
    public sealed interface Addition {

        record Added(Passkey passkey) implements Addition {}

        /// The answer of the authenticator is not accepted.
        record Refused(String reason) implements Addition {}

        /// It took too long, or the challenge was used before.
        record Expired() implements Addition {}

        /// @param most that a person can have
        record TooMany(int most) implements Addition {}

        /// The authenticator has made this passkey before.
        record Known() implements Addition {}
    }

    /// @param random must be cryptographically strong
    Passkeys(Database database, Sessions sessions, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.challenges = new PasskeyChallenges(database, random);
        this.signIn = new PasskeySignIn(database, sessions, clock, challenges, checks);
    }

    /// Signing in with them.
    public PasskeySignIn signIn() {
        return signIn;
    }

    /// The passkeys of a person, oldest first.
    public List<Passkey> list(PersonId person) {
        return database.read(tx -> PasskeyStore.of(tx, person));
    }

    /// How many passkeys the people of some accounts have; those without any are left out.
    public Map<PersonId, Integer> counts(Collection<AccountId> accounts) {
        return accounts.isEmpty()
                ? Map.of()
                : database.read(tx -> PasskeyStore.counts(tx, accounts));
    }

    /// Begins to add a passkey. The caller has made sure that it is the person: until the challenge
    /// expires, its answer is enough.
    public Enrolment begin(PersonId person, RelyingParty party) {
        byte[] challenge = challenges.draw(purpose(person), clock.instant());
        String fresh = SecretToken.draw(random).reveal();
        return database.write(tx ->
                new Enrolment(
                        challenge,
                        PasskeyStore.handle(tx, person, fresh),
                        PasskeyStore.credentials(tx, person, party.id())));
    }

    private static String purpose(PersonId person) {
        return "add to " + person;
    }

    /// Adds a passkey, unless the session has ended by then: a reset of the password must not leave
    /// a passkey behind that a stolen session was about to add.
    ///
    /// @param name for the person to recognise it by
    /// @param response that the browser has made of the authenticator's answer, in JSON
    public Addition add(ConsoleSession session, String name, String response, RelyingParty party) {
        Optional<Attestation> attestation = checks.attestation(response);
        if (attestation.isEmpty()) {
            return new Addition.Refused("malformed");
        }
        byte[] challenge = attestation.get().challenge();
        return switch (challenges.state(
                challenge, purpose(session.person().id()), clock.instant())) {
            case EXPIRED -> new Addition.Expired();
            case UNKNOWN -> new Addition.Refused("unknown challenge");
            case VALID ->
                    switch (checks.verify(attestation.get(), party)) {
                        case Verification.Refused<Credential>(String reason) ->
                                new Addition.Refused(reason);
                        case Verification.Accepted<Credential>(Credential made) ->
                                database.write(tx ->
                                        PasskeyChallenges.claim(tx, challenge)
                                                ? added(tx, session, name, made, party)
                                                : new Addition.Expired());
                    };
        };
    }

    private Addition added(
            Handle tx, ConsoleSession session, String name, Credential made, RelyingParty party) {
        Person person = session.person();
        if (!People.lock(tx, person.id()) || !Sessions.isOpen(tx, session)) {
            return new Addition.Expired();
        }
        if (PasskeyStore.of(tx, person.id()).size() >= MOST) {
            return new Addition.TooMany(MOST);
        }
        return PasskeyStore.insert(tx, person.id(), party.id(), name, made, clock.instant())
                .<Addition>map(passkey -> {
                    PeopleAudit.passkeyAdded(tx, clock.instant(), person, name);
                    return new Addition.Added(passkey);
                })
                .orElseGet(Addition.Known::new);
    }

    /// Removes a passkey.
    ///
    /// @return whether the person had it
    public boolean remove(Person person, long id) {
        return database.write(tx -> {
            Optional<String> name = PasskeyStore.remove(tx, person.id(), id);
            name.ifPresent(gone -> PeopleAudit.passkeyRemoved(tx, clock.instant(), person, gone));
            return name.isPresent();
        });
    }

    /// Removes all passkeys of a person who lost a device, and ends their sessions, of which some
    /// may be on it.
    ///
    /// @return how many passkeys there were; empty when there is no such person
    public Optional<Integer> removeAll(PersonId id) {
        return database.write(tx -> {
            boolean _ =
                    People.lock(tx, id); // a passkey that is being added is there, or will not be
            return People.find(tx, id)
                    .map(person -> {
                        int gone = forget(tx, clock, person);
                        int _ = Sessions.endAll(tx, clock.instant(), person);
                        return gone;
                    });
        });
    }

    /// Removes all passkeys of a person.
    ///
    /// @return how many there were
    static int forget(Handle tx, Clock clock, Person person) {
        List<String> names = PasskeyStore.removeAll(tx, person.id());
        names.forEach(name -> PeopleAudit.passkeyRemoved(tx, clock.instant(), person, name));
        return names.size();
    }
}
