package dev.zimage.people;

import dev.zimage.accounts.KeyId;
import dev.zimage.audit.AuditAction;
import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import dev.zimage.database.StorageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sessions of people who have signed in. They are stored in the database, so they survive a
/// restart, and a session that has ended is refused at once. A session ends after a week without
/// requests, and after thirty days in any case. Safe for use by any number of threads.
public final class Sessions {

    /// The longest life of a session.
    public static final Duration MAX_AGE = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private static final Duration IDLE = Duration.ofDays(7);

    /// The use of a session is not stored with each request.
    private static final Duration RECORDED_EVERY = Duration.ofMinutes(10);

    private static final int MAX_PER_PERSON = 50;

    private static final String SELECT =
            """
            select p.*, s.last_seen_at, k.id as key_id, a.name as account_name,
                   a.requests_per_minute, a.content_check
            from sessions s
            join people p on p.id = s.person_id
            join accounts a on a.id = p.account_id
            join api_keys k on k.account_id = p.account_id and k.kind = 'console'
            where s.hash = :hash
            """;

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    private record Found(ConsoleSession session, Instant lastSeenAt) {}

    /// @param random must be cryptographically strong
    Sessions(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// The session of a token that a client sent; empty when it is unknown or has ended.
    public Optional<ConsoleSession> find(String token) {
        Instant now = clock.instant();
        Optional<Found> found =
                SecretToken.parse(token)
                        .flatMap(secret -> database.read(tx -> find(tx, secret, now)));
        found.filter(known -> known.lastSeenAt.isBefore(now.minus(RECORDED_EVERY)))
                .ifPresent(known -> recordUse(known.session, now));
        return found.map(Found::session);
    }

    private static Optional<Found> find(Handle tx, SecretToken token, Instant now) {
        return tx.createQuery(SELECT + " and s.created_at > :oldest and s.last_seen_at > :idle")
                .bind("hash", token.hash())
                .bind("oldest", now.minus(MAX_AGE).toEpochMilli())
                .bind("idle", now.minus(IDLE).toEpochMilli())
                .map((row, context) ->
                        new Found(
                                session(token, PersonRows.PERSON.map(row, context), row),
                                Instant.ofEpochMilli(row.getLong("last_seen_at"))))
                .findOne();
    }

    private static ConsoleSession session(SecretToken token, Person person, ResultSet row)
            throws SQLException {
        return new ConsoleSession(
                token.hash(),
                token.derive("csrf"),
                person,
                new KeyId(row.getLong("key_id")),
                row.getString("account_name"),
                NullableColumn.integer(row, "requests_per_minute"),
                row.getInt("content_check") == 1);
    }

    /// Requests that only read still work when the disk is full.
    private void recordUse(ConsoleSession session, Instant now) {
        try {
            database.write(tx ->
                    tx.createUpdate("update sessions set last_seen_at = :now where hash = :hash")
                            .bind("now", now.toEpochMilli())
                            .bind("hash", session.hash())
                            .execute());
        } catch (StorageException e) {
            log.warn("the use of a session could not be stored: {}", e.failure().meaning());
        }
    }

    /// A token for a session that is about to be opened.
    SecretToken draw() {
        return SecretToken.draw(random);
    }

    /// Opens a session. When the person has too many, the oldest ones end. Sign-ins of one person,
    /// in whichever process, open their sessions one after the other, so that none is overlooked.
    ConsoleSession.Opened open(Handle tx, SecretToken token, Person person, ClientDetails client) {
        Instant now = clock.instant();
        People.lock(tx, person.id());
        tx.createUpdate(
                        """
                        insert into sessions
                          (hash, person_id, created_at, last_seen_at, address, user_agent)
                        values (:hash, :person, :now, :now, :address, :agent)
                        """)
                .bind("hash", token.hash())
                .bind("person", person.id().value())
                .bind("now", now.toEpochMilli())
                .bind("address", client.address())
                .bind("agent", client.userAgent())
                .execute();
        int ended =
                tx.createUpdate(
                                """
                                delete from sessions where hash in (
                                  select hash from sessions
                                  where person_id = :person and hash <> :hash
                                  order by created_at desc limit 1000 offset :most)
                                """)
                        .bind("person", person.id().value())
                        .bind("hash", token.hash())
                        .bind("most", MAX_PER_PERSON - 1)
                        .execute();
        PeopleAudit.sessionsEnded(tx, now, person, ended);
        return new ConsoleSession.Opened(token, find(tx, token, now).orElseThrow().session);
    }

    /// Ends a session because its person signs out.
    public void signOut(ConsoleSession session) {
        database.write(tx -> {
            PeopleAudit.record(tx, clock.instant(), AuditAction.SIGNED_OUT, session.person());
            return end(tx, session);
        });
    }

    /// Ends a session that another one replaces in the same browser.
    public void end(ConsoleSession session) {
        database.write(tx -> {
            int ended = end(tx, session);
            PeopleAudit.sessionsEnded(tx, clock.instant(), session.person(), ended);
            return ended;
        });
    }

    private static int end(Handle tx, ConsoleSession session) {
        return tx.createUpdate("delete from sessions where hash = :hash")
                .bind("hash", session.hash())
                .execute();
    }

    /// Whether a session has not been ended in the meantime.
    static boolean isOpen(Handle tx, ConsoleSession session) {
        return tx.createQuery("select 1 from sessions where hash = :hash")
                .bind("hash", session.hash())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// The open sessions of a person, the one that was used last first.
    public List<OpenSession> list(PersonId person) {
        Instant now = clock.instant();
        return database.read(tx ->
                tx.createQuery(
                                """
                                select hash, address, user_agent, created_at, last_seen_at
                                from sessions
                                where person_id = :person
                                  and created_at > :oldest and last_seen_at > :idle
                                order by last_seen_at desc, created_at desc
                                """)
                        .bind("person", person.value())
                        .bind("oldest", now.minus(MAX_AGE).toEpochMilli())
                        .bind("idle", now.minus(IDLE).toEpochMilli())
                        .map((row, context) ->
                                new OpenSession(
                                        OpenSession.id(row.getString(1)),
                                        new ClientDetails(row.getString(2), row.getString(3)),
                                        Instant.ofEpochMilli(row.getLong(4)),
                                        Instant.ofEpochMilli(row.getLong(5))))
                        .list());
    }

    /// Ends one of a person's sessions.
    ///
    /// @param id as [OpenSession] has it
    /// @return whether the person had it
    public boolean end(PersonId person, String id) {
        return database.write(tx -> {
            int ended =
                    tx.createUpdate(
                                    """
                                    delete from sessions
                                    where person_id = :person and substr(hash, 1, :length) = :id
                                    """)
                            .bind("person", person.value())
                            .bind("length", OpenSession.ID_LENGTH)
                            .bind("id", id)
                            .execute();
            People.find(tx, person)
                    .ifPresent(
                            owner -> PeopleAudit.sessionsEnded(tx, clock.instant(), owner, ended));
            return ended > 0;
        });
    }

    /// Ends all sessions of a person but this one.
    public void endOthers(ConsoleSession kept) {
        database.write(tx -> {
            int ended =
                    tx.createUpdate(
                                    """
                                    delete from sessions
                                    where person_id = :person and hash <> :kept
                                    """)
                            .bind("person", kept.person().id().value())
                            .bind("kept", kept.hash())
                            .execute();
            PeopleAudit.sessionsEnded(tx, clock.instant(), kept.person(), ended);
            return ended;
        });
    }

    /// Ends all sessions of a person, as whoever acts now.
    ///
    /// @return how many there were
    static int endAll(Handle tx, Instant now, Person person) {
        int ended =
                tx.createUpdate("delete from sessions where person_id = :person")
                        .bind("person", person.id().value())
                        .execute();
        PeopleAudit.sessionsEnded(tx, now, person, ended);
        return ended;
    }

    static void forgetOld(Handle tx, Instant now) {
        tx.createUpdate(
                        """
                        delete from sessions where created_at <= :oldest or last_seen_at <= :idle
                        """)
                .bind("oldest", now.minus(MAX_AGE).toEpochMilli())
                .bind("idle", now.minus(IDLE).toEpochMilli())
                .execute();
    }
}
