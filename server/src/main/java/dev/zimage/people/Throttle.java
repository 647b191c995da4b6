package dev.zimage.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Slows down guessing: after some failures for an e-mail address or from a network, the next
/// attempt has to wait, longer each time. The counts are in the database, so a restart resets
/// nothing. Unknown addresses are counted like any other.
///
/// An attempt is counted before its password is checked, and the count is reverted when the
/// password was right: otherwise many attempts sent at once would all pass before the first of them
/// has failed.
///
/// One failure is forgiven each hour, so that the slips of an office do not add up over days.
/// Attempts from a network where the person has signed in before are counted separately from
/// others: knowing an e-mail address must not be enough to lock its owner out.
final class Throttle {

    private static final Duration MEMORY = Duration.ofHours(24);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration FORGIVE_EVERY = Duration.ofHours(1);

    private Throttle() {}

    /// What attempts are counted by.
    ///
    /// @param free attempts before the first wait
    /// @param longest wait
    record Subject(String name, int free, Duration longest) {

        static Subject of(Handle tx, EmailAddress email, ClientDetails client) {
            String name = "email " + email.hash();
            return new Subject(
                    SignInLog.isKnown(tx, email, client) ? name + " at " + client.network() : name,
                    5,
                    Duration.ofMinutes(15));
        }

        /// Allows more attempts, because a network may have many people.
        static Subject of(ClientDetails client) {
            return new Subject("network " + client.network(), 20, Duration.ofHours(1));
        }

        Duration waitAfter(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, 20));
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    /// How often a subject has failed.
    ///
    /// @param since when failures are forgiven, one each hour
    private record Count(int failures, Instant since) {

        Count at(Instant now) {
            long forgiven = Math.max(0, Duration.between(since, now).dividedBy(FORGIVE_EVERY));
            return forgiven >= failures || !since.isAfter(now.minus(MEMORY))
                    ? new Count(0, now)
                    : new Count(
                            failures - (int) forgiven,
                            since.plus(FORGIVE_EVERY.multipliedBy(forgiven)));
        }
    }

    /// What the attempts of a client are counted by.
    static List<Subject> subjects(Handle tx, EmailAddress email, ClientDetails client) {
        return List.of(Subject.of(tx, email, client), Subject.of(client));
    }

    /// How long the next attempt has to wait; empty when it need not.
    static Optional<Duration> wait(Handle tx, List<Subject> subjects, Instant now) {
        return tx.createQuery(
                        """
                        select max(blocked_until) from sign_in_throttle
                        where subject in (<subjects>) and blocked_until > :now
                        """)
                .bindList("subjects", subjects.stream().map(Subject::name).toList())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> row.getLong(1))
                .findOne()
                .filter(until -> until > 0)
                .map(until -> Duration.between(now, Instant.ofEpochMilli(until)));
    }

    /// Counts an attempt, unless it has to wait.
    static Optional<Duration> count(Handle tx, List<Subject> subjects, Instant now) {
        lock(tx, subjects, now);
        Optional<Duration> wait = wait(tx, subjects, now);
        if (wait.isEmpty()) {
            subjects.forEach(subject -> count(tx, subject, now));
        }
        return wait;
    }

    /// Attempts that come in together, in whichever process, are counted one after the other. What
    /// is to be locked has to exist.
    private static void lock(Handle tx, List<Subject> subjects, Instant now) {
        List<String> names = subjects.stream().map(Subject::name).sorted().toList();
        for (String name : names) {
            tx.createUpdate(
                            """
                            insert into sign_in_throttle (subject, failures, blocked_until, last_at)
                            values (:subject, 0, 0, :now) on conflict (subject) do nothing
                            """)
                    .bind("subject", name)
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
        tx.createQuery(
                        """
                        select subject from sign_in_throttle where subject in (<subjects>)
                        order by subject <lock>
                        """)
                .bindList("subjects", names)
                .mapTo(String.class)
                .list();
    }

    private static void count(Handle tx, Subject subject, Instant now) {
        Count before = find(tx, subject).orElseGet(() -> new Count(0, now)).at(now);
        int failures = before.failures + 1;
        tx.createUpdate(
                        """
                        insert into sign_in_throttle (subject, failures, blocked_until, last_at)
                        values (:subject, :failures, :until, :since)
                        on conflict (subject) do update
                        set failures = excluded.failures, blocked_until = excluded.blocked_until,
                            last_at = excluded.last_at
                        """)
                .bind("subject", subject.name())
                .bind("failures", failures)
                .bind("until", now.plus(subject.waitAfter(failures)).toEpochMilli())
                .bind("since", before.since.toEpochMilli())
                .execute();
    }

    private static Optional<Count> find(Handle tx, Subject subject) {
        return tx.createQuery(
                        "select failures, last_at from sign_in_throttle where subject = :subject")
                .bind("subject", subject.name())
                .map((row, context) ->
                        new Count(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))))
                .findOne();
    }

    /// Records a successful attempt: the count of the e-mail address is reset. For the network only
    /// this attempt is reverted; otherwise an attacker could reset it with an account of their own.
    static void forgive(Handle tx, EmailAddress email, ClientDetails client) {
        tx.createUpdate("delete from sign_in_throttle where subject = :subject")
                .bind("subject", Subject.of(tx, email, client).name())
                .execute();
        revert(tx, Subject.of(client));
    }

    /// What an attempt is counted by as long as the person is unknown.
    static List<Subject> subjects(ClientDetails client) {
        return List.of(Subject.of(client));
    }

    /// Reverts an attempt from a network.
    static void revert(Handle tx, ClientDetails client) {
        revert(tx, Subject.of(client));
    }

    /// Reverts an attempt that was neither a success nor a failure.
    static void revert(Handle tx, EmailAddress email, ClientDetails client) {
        subjects(tx, email, client).forEach(subject -> revert(tx, subject));
    }

    /// Reverts an attempt that must not count.
    static void revert(Handle tx, Subject subject) {
        tx.createUpdate(
                        """
                        update sign_in_throttle set failures = failures - 1, blocked_until = 0
                        where subject = :subject and failures > 0
                        """)
                .bind("subject", subject.name())
                .execute();
    }

    static void forgetOld(Handle tx, Instant now) {
        tx.createUpdate("delete from sign_in_throttle where last_at <= :old")
                .bind("old", now.minus(MEMORY).toEpochMilli())
                .execute();
    }
}
