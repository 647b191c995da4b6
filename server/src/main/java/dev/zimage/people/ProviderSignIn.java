package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import dev.zimage.audit.AuditAction;
import dev.zimage.database.Database;
import dev.zimage.people.SignInLog.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens sessions for people for whom an OpenID provider vouches. Somebody who was invited is
/// recognised by the e-mail address the first time, and by the provider's id from then on. Safe for
/// use by any number of threads.
public final class ProviderSignIn {

    private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);

    private final Database database;
    private final People people;
    private final Clock clock;

    ProviderSignIn(Database database, People people, Clock clock) {
        this.database = database;
        this.people = people;
        this.clock = clock;
    }

    /// Counts an answer of the provider before it is examined, together with wrong passwords from
    /// the same network.
    ///
    /// @return how long the next one has to wait; empty when this one may proceed
    public Optional<Duration> count(ClientDetails client) {
        return database.write(tx -> Throttle.count(tx, Throttle.subjects(client), clock.instant()));
    }

    /// Records that an answer led to no session.
    ///
    /// @param reason for the audit log, like `uninvited`
    /// @param guess whether the attempt stays counted; false when the provider is to blame
    public void failed(ClientDetails client, String reason, boolean guess) {
        database.write(tx -> {
            if (!guess) {
                Throttle.revert(tx, client);
            }
            PeopleAudit.failed(tx, clock.instant(), "provider: " + reason);
            return 1;
        });
    }

    /// Opens a session.
    ///
    /// @param account that an unknown person is added to; null when people have to be invited
    /// @return empty when nobody was invited with this address
    public Optional<ConsoleSession.Opened> enter(
            ProviderIdentity identity, @Nullable AccountId account, ClientDetails client) {
        SecretToken token = people.sessions().draw();
        Optional<Person> person = database.write(tx -> recognise(tx, identity, account));
        person.ifPresent(known -> followRole(known, identity));
        return person.flatMap(known -> database.write(tx -> open(tx, token, known, client)));
    }

    /// @return empty when the person was removed in the meantime
    private Optional<ConsoleSession.Opened> open(
            Handle tx, SecretToken token, Person known, ClientDetails client) {
        if (!People.lock(tx, known.id())) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Throttle.revert(tx, client);
        SignInLog.write(tx, known.id(), known.email(), client, Outcome.PROVIDER, now);
        PeopleAudit.entered(tx, now, known, Outcome.PROVIDER);
        return Optional.of(people.sessions().open(tx, token, known, client));
    }

    private Optional<Person> recognise(
            Handle tx, ProviderIdentity identity, @Nullable AccountId account) {
        Optional<Person> known =
                find(tx, identity.subject())
                        .or(() -> {
                            lockFirstSignIns(tx);
                            return find(tx, identity.subject());
                        });
        if (known.isPresent()) {
            return known;
        }
        if (account != null && People.find(tx, identity.email()).isEmpty()) {
            people.invited(tx, identity.email(), identity.role().orElse(Role.MEMBER), account)
                    .ifPresent(added -> PeopleAudit.invited(tx, clock.instant(), added));
        }
        return link(tx, identity);
    }

    /// People come for the first time one after the other, by a lock on the oldest account: of two
    /// answers for one person at once, the second finds what the first one has linked.
    private static void lockFirstSignIns(Handle tx) {
        tx.createQuery("select id from accounts order by id limit 1 <lock>")
                .mapTo(Long.class)
                .list();
    }

    private static Optional<Person> find(Handle tx, String subject) {
        return tx.createQuery("select * from people where oidc_subject = :subject")
                .bind("subject", subject)
                .map(PersonRows.PERSON)
                .findOne();
    }

    /// Links a person to an identity of the provider, once and for all. Whoever chose a password
    /// for the address before may be somebody else, so the password is removed, with sessions,
    /// codes and passkeys.
    private Optional<Person> link(Handle tx, ProviderIdentity identity) {
        Optional<Person> linked =
                tx.createQuery(
                                """
                                update people
                                set oidc_subject = :subject, password = null,
                                    totp_secret = null, totp_since = null
                                where email = :email and oidc_subject is null
                                returning *
                                """)
                        .bind("subject", identity.subject())
                        .bind("email", identity.email().text())
                        .map(PersonRows.PERSON)
                        .findOne();
        linked.ifPresent(person -> {
            OneTimeLinks.remove(tx, person.id());
            RecoveryCodes.remove(tx, person.id());
            int _ = Passkeys.forget(tx, clock, person);
            int _ = Sessions.endAll(tx, clock.instant(), person);
            PeopleAudit.record(tx, clock.instant(), AuditAction.PERSON_LINKED, person);
        });
        return linked;
    }

    private void followRole(Person person, ProviderIdentity identity) {
        Role role = identity.role().orElse(person.role());
        if (role != person.role()
                && people.team().setRole(person.id(), role) instanceof Team.Change.LastOwner) {
            log.warn("{} is the last owner of the account", person.id());
            // An operator whom the provider no longer calls one must not stay an operator.
            people.team().setRole(person.id(), Role.OWNER);
        }
    }
}
