package dev.zimage.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Holds guesses up: after some failures for an address of e-mail, or from a network, the next try
/// has to wait, and longer each time. It is kept in the database, so a restart forgives nothing. An
/// address that nobody has is counted like any other.
///
/// A try is counted before its password is looked at and taken back when it was right: else many
/// that are sent at once would all come in before the first of them has failed.
///
/// A failure is forgiven with each hour, so that the slips of an office do not add up over days.
/// Where somebody has signed in before, tries are counted apart from those of elsewhere: whoever
/// knows an address of e-mail must not be able to keep its owner out.
final class Throttle {

    private static final Duration MEMORY = Duration.ofHours(24);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration A_FAILURE = Duration.ofHours(1);

    private Throttle() {}

    /// What tries are counted by.
    ///
    /// @param free tries before the first wait
    /// @param longest wait
    record Subject(String name, int free, Duration longest) {

        static Subject of(Handle tx, EmailAddress email, Visit visit) {
            String name = "email " + email.hash();
            return new Subject(
                    SignInLog.isKnown(tx, email, visit) ? name + " at " + visit.network() : name,
                    5,
                    Duration.ofMinutes(15));
        }

        /// More of them, for a network may have many people.
        static Subject of(Visit visit) {
            return new Subject("network " + visit.network(), 20, Duration.ofHours(1));
        }

        Duration waitAfter(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, 20));
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    /// How often the subject has failed.
    ///
    /// @param since when failures are to be forgiven, one with each hour
    private record Count(int failures, Instant since) {

        Count at(Instant now) {
            long forgiven = Math.max(0, Duration.between(since, now).dividedBy(A_FAILURE));
            return forgiven >= failures || !since.isAfter(now.minus(MEMORY))
                    ? new Count(0, now)
                    : new Count(
                            failures - (int) forgiven,
                            since.plus(A_FAILURE.multipliedBy(forgiven)));
        }
    }

    /// What the tries of a visit are counted by.
    static List<Subject> subjects(Handle tx, EmailAddress email, Visit visit) {
        return List.of(Subject.of(tx, email, visit), Subject.of(visit));
    }

    /// How long the next try has to wait; empty when it need not.
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

    /// Counts a try, unless it has to wait.
    static Optional<Duration> count(Handle tx, List<Subject> subjects, Instant now) {
        Optional<Duration> wait = wait(tx, subjects, now);
        if (wait.isEmpty()) {
            subjects.forEach(subject -> count(tx, subject, now));
        }
        return wait;
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

    /// A try was right: the e-mail address starts anew. From the network only this try is taken
    /// back, for else a guesser could clear it with an account of his own.
    static void forgive(Handle tx, EmailAddress email, Visit visit) {
        tx.createUpdate("delete from sign_in_throttle where subject = :subject")
                .bind("subject", Subject.of(tx, email, visit).name())
                .execute();
        takeBack(tx, Subject.of(visit));
    }

    /// A try came to nothing and does not count.
    static void takeBack(Handle tx, Subject subject) {
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
